package io.sparkhessian.curvature.layout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparkhessian.curvature.layout.ParameterLayout.Block;
import io.sparkhessian.curvature.layout.ParameterLayout.Range;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.objective.Objective;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.objective.Reduction;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class ParameterLayoutTest {
  private static final Objective THREE =
      (g, features) ->
          g.add(
              g.add(g.sum(g.parameter("matrix", 2, 2)), g.sum(g.intercept("row", 3))),
              g.parameter("number", 1, 1));

  private final ParameterLayout layout =
      ParameterLayout.of(ObjectiveGraph.of(THREE, 0, Reduction.MEAN, 0));
  private final Block matrix = new Block("matrix", 0, 2, 2);
  private final Block row = new Block("row", 4, 1, 3);
  private final Block number = new Block("number", 7, 1, 1);

  @Test
  void blocksFollowOneAnother() {
    assertEquals(List.of(matrix, row, number), layout.blocks());
    assertEquals(List.of("matrix", "row", "number"), layout.blockNames());
    assertEquals(8, layout.size());
    assertEquals(7, row.end());
  }

  @Test
  void everyElementHasAName() {
    assertEquals(
        List.of(
            "matrix[0,0]",
            "matrix[0,1]",
            "matrix[1,0]",
            "matrix[1,1]",
            "row[0]",
            "row[1]",
            "row[2]",
            "number"),
        layout.elementNames());
    assertEquals("matrix[1,1]", layout.elementName(3));
    assertEquals("row[0]", layout.elementName(4));
    assertEquals("number", layout.elementName(7));
    assertEquals(row, layout.blockAt(6));
    assertThrows(IndexOutOfBoundsException.class, () -> layout.elementName(8));
    assertThrows(IndexOutOfBoundsException.class, () -> layout.elementName(-1));
  }

  @Test
  void splitsRangesAtBlocks() {
    assertEquals(
        List.of(new Range(matrix, 3, 1), new Range(row, 0, 3), new Range(number, 0, 1)),
        layout.split(3, 8));
    assertEquals(List.of(new Range(row, 1, 1)), layout.split(5, 6));
    assertEquals(List.of(), layout.split(5, 5));
    assertEquals(5, new Range(row, 1, 1).offset());
  }

  @Test
  void splitsVectorsIntoMatrices() {
    DMatrixRMaj vectors =
        new DMatrixRMaj(
            new double[][] {{1, 2, 3, 4, 5, 6, 7, 8}, {11, 12, 13, 14, 15, 16, 17, 18}});
    Map<String, DMatrixRMaj> parts = layout.split(vectors);
    assertArrayEquals(new double[] {1, 2, 3, 4, 11, 12, 13, 14}, parts.get("matrix").data);
    assertEquals(4, parts.get("matrix").numRows);
    assertArrayEquals(new double[] {5, 6, 7, 15, 16, 17}, parts.get("row").data);
    assertArrayEquals(new double[] {8, 18}, parts.get("number").data);
  }

  @Test
  void anObjectiveWithoutParametersHasAnEmptyLayout() {
    ParameterLayout empty =
        ParameterLayout.of(
            ObjectiveGraph.of(
                (GraphBuilder g, int features) -> g.constant(1), 0, Reduction.MEAN, 0));
    assertEquals(0, empty.size());
    assertEquals(List.of(), empty.split(0, 0));
  }
}
