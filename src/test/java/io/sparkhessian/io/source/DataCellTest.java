package io.sparkhessian.io.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
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

  /** 2^53 + 1 is the first whole number that no double is. */
  @Test
  void wholeNumbersThatWouldBeRoundedAreNone() {
    long even = 1L << 53;
    String wrong = "is a whole number beyond 2^53 that a double would round";
    for (long exact : new long[] {even, -even, even + 2, 1L << 62, Long.MIN_VALUE}) {
      assertEquals((double) exact, DataCell.number(exact));
      assertEquals((double) exact, DataCell.number(Long.toString(exact)));
    }
    for (long rounded : new long[] {even + 1, -even - 1, Long.MAX_VALUE, Long.MIN_VALUE + 1}) {
      assertEquals(Double.NaN, DataCell.number(rounded));
      assertEquals(wrong, DataCell.wrong(rounded));
      assertEquals(Double.NaN, DataCell.number(" " + rounded));
      assertEquals(wrong, DataCell.wrong(" " + rounded));
    }
    assertEquals(Double.NaN, DataCell.number(new BigDecimal("9007199254740993.00")));
    assertEquals(wrong, DataCell.wrong(new BigDecimal("9007199254740993.00")));
    assertEquals(0x1p100, DataCell.number(new BigDecimal(BigInteger.ONE.shiftLeft(100))));
    assertEquals(0.12345678901234568, DataCell.number(new BigDecimal("0.1234567890123456789")));
    assertEquals(0.12345678901234568, DataCell.number("0.1234567890123456789"));
    assertEquals("is not a finite number", DataCell.wrong("9".repeat(400)));
    assertEquals("is not a finite number", DataCell.wrong("many"));
    assertEquals("is not a finite number", DataCell.wrong(null));
  }

  @Test
  void messagesStayOnOneShortLine() {
    assertEquals("'a b'", DataCell.show("a\nb"));
    assertEquals("an empty cell", DataCell.show(null));
    assertEquals("'" + "x".repeat(60) + "…'", DataCell.show("x".repeat(1000)));
  }
}
