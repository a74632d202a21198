package io.sparkhessian.distributed.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AmountsTest {
  @Test
  void amountsReadAsPeopleSayThem() {
    assertEquals("0 B", Amounts.bytes(0));
    assertEquals("512 B", Amounts.bytes(512));
    assertEquals("3.4 MB", Amounts.bytes(3_400_000));
    assertEquals("23 MB", Amounts.bytes(23_200_000));
    assertEquals("84 Gflop", Amounts.flops(8.4e10));
    assertEquals("0.8 s", Amounts.duration(0.8));
    assertEquals("2 min 10 s", Amounts.duration(130));
    assertEquals("3 h 5 min", Amounts.duration(11_100));
    assertEquals("2,410", Amounts.count(2410));
  }

  @Test
  void oneIsSingular() {
    assertEquals("1 tile", Amounts.counted(1, "tile"));
    assertEquals("0 tiles", Amounts.counted(0, "tile"));
    assertEquals("2,410 block rows", Amounts.counted(2410, "block row"));
  }
}
