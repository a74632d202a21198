package io.sparkhessian.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataCellTest {
  @ParameterizedTest
  @CsvSource({"1,1", "' -2.5 ',-2.5", "1e-3,0.001", "+4.,4", ".5,0.5", "-0,-0.0"})
  void decimalTextIsANumber(String text, double number) {
    assertEquals(number, DataCell.number(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "abc",
        "1d",
        "1f",
        "0x1p3",
        "0X1P3",
        "NaN",
        "Infinity",
        "1e999",
        "1,5",
        "-"
      })
  void otherTextIsNone(String text) {
    assertEquals(Double.NaN, DataCell.number(text));
  }

  @Test
  void typedCellsAreNumbersWhenTheyAreFinite() {
    assertEquals(3, DataCell.number((byte) 3));
    assertEquals(1.5, DataCell.number(new BigDecimal("1.50")));
    assertEquals(1, DataCell.number(true));
    assertEquals(Double.NaN, DataCell.number(Float.POSITIVE_INFINITY));
    assertEquals(Double.NaN, DataCell.number(null));
  }

  @Test
  void messagesStayOnOneShortLine() {
    assertEquals("'a b'", DataCell.show("a\nb"));
    assertEquals("an empty cell", DataCell.show(null));
    assertEquals("'" + "x".repeat(60) + "…'", DataCell.show("x".repeat(1000)));
  }
}
