package io.sparkhessian.io.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrittenNumbersTest {
  /** Java versions before 19 print 2.0E-3 and 2.2250738585072014E-308 with more digits. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,1.0~b,2.0E-3~ | a,1.0~b,2.0E-3~ | true",
        "a,2.0E-3~ | a,0.002~ | true",
        "a,2.2250738585072014E-308~ | a,2.225073858507201400E-308~ | true",
        "a,2.0E-3~ | b,2.0E-3~ | false",
        "a,2.0E-3~ | a,2.0000000000000004E-3~ | false",
        "a,0.0~ | a,-0.0~ | false",
        "a,1.0~ | a,1.0 | false",
        "a,1.0~ | a~1.0~ | false",
        "a,,1.0~ | a,1.0,~ | false",
        "a,1.0~ | a,one~ | false"
      })
  void sameNumbers(String first, String second, boolean same) {
    byte[] one = first.replace('~', '\n').getBytes(UTF_8);
    byte[] other = second.replace('~', '\n').getBytes(UTF_8);
    assertEquals(same, WrittenNumbers.same(one, other));
    assertEquals(same, WrittenNumbers.same(other, one));
  }
}
