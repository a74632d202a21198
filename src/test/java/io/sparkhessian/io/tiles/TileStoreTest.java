package io.sparkhessian.io.tiles;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Failure;
import io.sparkhessian.io.file.AtomicFile;
import io.sparkhessian.io.file.FileEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class TileStoreTest {
  private static final Configuration CONFIGURATION = new Configuration();

  @TempDir Path directory;

  private static Set<String> names(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      Set<String> names = new TreeSet<>();
      files.forEach(file -> names.add(file.getFileName().toString()));
      return names;
    }
  }

  private void roundTrip(TileLayout layout) throws IOException {
    double[][] dense = SymmetricMatrices.random(layout.size(), 11L * layout.size() + layout.edge());
    TileStore store = SymmetricMatrices.write(dense, layout, directory.resolve("hessian"));
    for (int row = 0; row < layout.blocks(); row++) {
      List<Tile> tiles = new ArrayList<>();
      store.readRow(row, tiles::add);
      assertEquals(layout.blocks() - row, tiles.size());
      for (int column = row; column < layout.blocks(); column++) {
        Tile expected = SymmetricMatrices.tile(dense, layout, row, column);
        for (Tile actual : List.of(tiles.get(column - row), store.read(row, column))) {
          assertEquals(row, actual.blockRow());
          assertEquals(column, actual.blockColumn());
          assertEquals(expected.rowOffset(), actual.rowOffset());
          assertEquals(expected.columnOffset(), actual.columnOffset());
          assertEquals(expected.rows(), actual.rows());
          assertEquals(expected.columns(), actual.columns());
          assertArrayEquals(expected.values(), actual.values());
        }
      }
    }
  }

  @Test
  void tilesReadBackUnchanged() throws IOException {
    roundTrip(new TileLayout(8, 3));
  }

  @Test
  void stripsReadBackUnchanged() throws IOException {
    roundTrip(new TileLayout(14, 3, 2));
    assertEquals(
        Set.of(
            "block-row-00000-from-00000.parquet",
            "block-row-00000-from-00002.parquet",
            "block-row-00000-from-00004.parquet",
            "block-row-00001-from-00001.parquet",
            "block-row-00001-from-00002.parquet",
            "block-row-00001-from-00004.parquet",
            "block-row-00002-from-00002.parquet",
            "block-row-00002-from-00004.parquet",
            "block-row-00003-from-00003.parquet",
            "block-row-00003-from-00004.parquet",
            "block-row-00004-from-00004.parquet"),
        names(directory.resolve("hessian")));
  }

  @Test
  void aMatrixSmallerThanATileReadsBack() throws IOException {
    roundTrip(new TileLayout(5, 64));
  }

  @Test
  void aSingleNumberReadsBack() throws IOException {
    roundTrip(new TileLayout(1, 1024));
  }

  @Test
  void onlyFinishedFilesExistWithOneRowGroupPerTile() throws IOException {
    TileLayout layout = new TileLayout(300, 100);
    SymmetricMatrices.write(SymmetricMatrices.random(300, 5), layout, directory);
    assertEquals(
        Set.of("block-row-00000.parquet", "block-row-00001.parquet", "block-row-00002.parquet"),
        names(directory));
    var path =
        new org.apache.hadoop.fs.Path(directory.toString(), layout.fileName(layout.strip(0, 0)));
    try (var reader = ParquetFileReader.open(HadoopInputFile.fromPath(path, CONFIGURATION))) {
      assertEquals(3, reader.getRowGroups().size());
      reader.getRowGroups().forEach(group -> assertEquals(1, group.getRowCount()));
    }
  }

  @Test
  void theBytesDependOnlyOnTheTiles() throws Exception {
    TileLayout layout = new TileLayout(8, 3);
    double[][] dense = SymmetricMatrices.random(8, 7);
    FileEntry first = SymmetricMatrices.writeRow(dense, layout, 1, directory.resolve("a"));
    SymmetricMatrices.writeRow(SymmetricMatrices.random(8, 8), layout, 0, directory.resolve("b"));
    FileEntry second = SymmetricMatrices.writeRow(dense, layout, 1, directory.resolve("b"));
    assertEquals(first, second);
    byte[] bytes = Files.readAllBytes(directory.resolve("b").resolve(second.path()));
    assertEquals(bytes.length, second.size());
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
    assertEquals(HexFormat.of().formatHex(digest), second.sha256());
    assertArrayEquals(Files.readAllBytes(directory.resolve("a").resolve(first.path())), bytes);
  }

  @Test
  void theFirstOfTwoAttemptsAtARowWins() throws IOException {
    TileLayout layout = new TileLayout(8, 3);
    double[][] dense = SymmetricMatrices.random(8, 7);
    FileEntry first = SymmetricMatrices.writeRow(dense, layout, 1, directory);
    Path file = directory.resolve(first.path());
    Object before = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    assertEquals(first, SymmetricMatrices.writeRow(dense, layout, 1, directory));
    assertEquals(before, Files.readAttributes(file, BasicFileAttributes.class).fileKey());
    assertEquals(Set.of(first.path()), names(directory));
  }

  @Test
  void anUnfinishedRowDoesNotAppear() throws IOException {
    TileLayout layout = new TileLayout(8, 3);
    double[][] dense = SymmetricMatrices.random(8, 7);
    TileStripWriter incomplete =
        new TileStripWriter(CONFIGURATION, directory.toString(), layout, layout.strip(0, 0));
    incomplete.write(SymmetricMatrices.tile(dense, layout, 0, 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> incomplete.write(SymmetricMatrices.tile(dense, layout, 0, 2)));
    assertThrows(IllegalStateException.class, incomplete::close);
    TileStripWriter aborted =
        new TileStripWriter(CONFIGURATION, directory.toString(), layout, layout.strip(2, 2));
    aborted.write(SymmetricMatrices.tile(dense, layout, 2, 2));
    aborted.abort();
    aborted.close();
    assertThrows(IllegalStateException.class, aborted::written);
    assertEquals(Set.of(), names(directory));
  }

  @Test
  void filesOfKilledWritersAreRemoved() throws IOException {
    var path = new org.apache.hadoop.fs.Path(directory.toString());
    TileLayout layout = new TileLayout(8, 3);
    var killed =
        new TileStripWriter(CONFIGURATION, directory.toString(), layout, layout.strip(0, 0));
    Files.createFile(directory.resolve("other"));
    assertEquals(2, names(directory).size());
    AtomicFile.removeUnfinished(CONFIGURATION, path);
    assertEquals(Set.of("other"), names(directory));
    AtomicFile.removeUnfinished(CONFIGURATION, new org.apache.hadoop.fs.Path(path, "not-there"));
    killed.abort();
  }

  @Test
  void aStoreWithMissingRowsIsNotOpened() throws IOException {
    TileLayout layout = new TileLayout(8, 3);
    double[][] dense = SymmetricMatrices.random(8, 7);
    assertEquals(Set.of(), TileStore.finished(CONFIGURATION, directory + "/none", layout));
    SymmetricMatrices.writeRow(dense, layout, 0, directory);
    SymmetricMatrices.writeRow(dense, layout, 2, directory);
    assertEquals(
        Set.of(layout.strip(0, 0), layout.strip(2, 2)),
        TileStore.finished(CONFIGURATION, directory.toString(), layout));
    Failure failure =
        assertThrows(
            Failure.class, () -> TileStore.open(CONFIGURATION, directory.toString(), layout));
    assertEquals(Failure.Kind.INPUT, failure.kind());
    assertTrue(failure.getMessage().contains("block-row-00001.parquet is missing"));
  }

  @Test
  void damagedFilesAreNamed() throws IOException {
    TileLayout layout = new TileLayout(8, 3);
    double[][] dense = SymmetricMatrices.random(8, 3);
    TileStore store = SymmetricMatrices.write(dense, layout, directory);
    Path file = directory.resolve(layout.fileName(layout.strip(0, 0)));
    byte[] whole = Files.readAllBytes(file);

    byte[] flipped = whole.clone();
    flipped[positionOf(dense[0][1], whole)] ^= 1;
    Files.write(file, flipped);
    assertDamaged(() -> store.readRow(0, tile -> {}));

    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertDamaged(() -> store.read(0, 1));

    Files.write(file, new byte[0]);
    assertDamaged(() -> store.read(0, 1));

    Files.copy(
        directory.resolve(layout.fileName(layout.strip(1, 1))),
        file,
        StandardCopyOption.REPLACE_EXISTING);
    assertDamaged(() -> store.read(0, 1));
  }

  @Test
  void tilesOfAnotherLayoutAreRefused() throws IOException {
    SymmetricMatrices.write(SymmetricMatrices.random(8, 3), new TileLayout(8, 3), directory);
    TileStore store = TileStore.open(CONFIGURATION, directory.toString(), new TileLayout(11, 4));
    assertDamaged(() -> store.read(0, 1));
  }

  private static int positionOf(double value, byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return IntStream.range(0, bytes.length - 7)
        .filter(position -> buffer.getDouble(position) == value)
        .findFirst()
        .orElseThrow();
  }

  private static void assertDamaged(Executable executable) {
    Failure failure = assertThrows(Failure.class, executable);
    assertEquals(Failure.Kind.INPUT, failure.kind());
    assertTrue(failure.getMessage().contains("block-row-00000.parquet is damaged"));
    assertEquals(1, failure.getMessage().lines().count());
    System.out.println(failure.getMessage());
  }
}
