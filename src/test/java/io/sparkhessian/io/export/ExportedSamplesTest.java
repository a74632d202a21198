package io.sparkhessian.io.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Failure;
import io.sparkhessian.io.file.Location;
import io.sparkhessian.io.samples.SampleBatch;
import io.sparkhessian.io.samples.SampleRange;
import io.sparkhessian.io.samples.SampleTable;
import io.sparkhessian.io.samples.SampleTableStore;
import io.sparkhessian.io.samples.SampleTableWriter;
import io.sparkhessian.job.ExportFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exports of samples, compared with their table. */
class ExportedSamplesTest {
  private static final List<String> NAMES = List.of("plain", "of, \"two\"\nlines");
  private static final int SAMPLES = 5;

  @TempDir Path directory;

  /** Rows of distinct numbers. */
  private SampleTableStore rows(SampleTable.Form form) throws IOException {
    Configuration configuration = new Configuration();
    String place = directory.resolve("rows").toString();
    SampleTable table = new SampleTable(NAMES.size(), form, SAMPLES, 3, 2);
    int own = table.firstOrder();
    int packed = form == SampleTable.Form.TRACE ? 1 : 3;
    for (SampleRange file : table.ranges()) {
      try (SampleTableWriter writer = new SampleTableWriter(configuration, place, table, file)) {
        for (SampleRange group : table.groups(file)) {
          writer.write(
              new SampleBatch(
                  group.from(),
                  group.count(),
                  numbers(group.from() * own, group.count() * own),
                  numbers(100 + group.from() * packed, group.count() * packed)),
              packed);
        }
        writer.finish();
      }
    }
    return new SampleTableStore(configuration, place, table);
  }

  private static double[] numbers(int first, int count) {
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = Math.sin(first + i);
    }
    return numbers;
  }

  private Path export(SampleTableStore rows, ExportFormat format) throws IOException {
    Path target = directory.resolve("to").resolve("samples");
    SampleFile.write(rows, format, NAMES, target.toString());
    return target;
  }

  private double error(SampleTableStore rows, ExportFormat format, Path file) throws IOException {
    return new ExportedSamples(Location.of(new Configuration(), file.toString()), NAMES)
        .relativeError(rows, format);
  }

  @ParameterizedTest
  @CsvSource({"PACKED, NPY", "FULL, NPY", "TRACE, NPY", "PACKED, CSV", "FULL, CSV", "TRACE, CSV"})
  void aCopyIsRightUntilOneOfItsBitsChanges(SampleTable.Form form, ExportFormat format)
      throws IOException {
    SampleTableStore rows = rows(form);
    Path file = export(rows, format);
    assertEquals(0, error(rows, format, file));
    byte[] bytes = Files.readAllBytes(file);
    boolean npy = format == ExportFormat.NPY;
    int at =
        npy ? bytes.length - 2 : new String(bytes, StandardCharsets.UTF_8).lastIndexOf('.') + 1;
    bytes[at] = (byte) (npy ? bytes[at] ^ 1 : '0' + '9' - bytes[at]);
    Files.write(file, bytes);
    assertTrue(error(rows, format, file) > 0);
  }

  @Test
  void theLastBitAndTheSignOfZeroCount() throws IOException {
    SampleTableStore rows = rows(SampleTable.Form.TRACE);
    Path file = export(rows, ExportFormat.NPY);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - Double.BYTES] ^= 1;
    Files.write(file, bytes);
    assertTrue(error(rows, ExportFormat.NPY, file) > 0);
    CopyError zeros = new CopyError();
    zeros.add(-0.0, 0.0);
    assertTrue(zeros.relative() > 0);
    CopyError none = new CopyError();
    none.add(Double.NaN, 1);
    assertEquals(Double.POSITIVE_INFINITY, none.relative());
  }

  @Test
  void aWrongSampleNumberIsAnInfiniteError() throws IOException {
    SampleTableStore rows = rows(SampleTable.Form.TRACE);
    Path file = export(rows, ExportFormat.CSV);
    Files.writeString(file, Files.readString(file).replace("\n3,", "\n7,"));
    assertEquals(Double.POSITIVE_INFINITY, error(rows, ExportFormat.CSV, file));
  }

  @Test
  void filesOfAnotherShapeAreRefused() throws IOException {
    SampleTableStore rows = rows(SampleTable.Form.FULL);
    Path csv = export(rows, ExportFormat.CSV);
    String text = Files.readString(csv);
    requireRefused(rows, csv, text.substring(0, text.lastIndexOf("\n4,") + 1), "it is truncated");
    requireRefused(rows, csv, text + "\n", "it is too long");
    requireRefused(rows, csv, text.replace("two", "2"), "its header differs");
    requireRefused(rows, csv, text.replace("\n4,", "\n4,0,"), "row 5 has 9 numbers, not 8");
    requireRefused(rows, csv, text.replace("\n4,", "\n4,x"), "is not a number");
  }

  private void requireRefused(SampleTableStore rows, Path file, String text, String why)
      throws IOException {
    Files.writeString(file, text);
    Failure failure = assertThrows(Failure.class, () -> error(rows, ExportFormat.CSV, file));
    assertTrue(failure.getMessage().contains(why), failure.getMessage());
  }

  /** NumPy would show the same numbers transposed. */
  @Test
  void anArrayInFortranOrderIsRefused() throws IOException {
    SampleTableStore rows = rows(SampleTable.Form.FULL);
    Path file = export(rows, ExportFormat.NPY);
    byte[] bytes = Files.readAllBytes(file);
    int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getShort(8);
    String header = new String(bytes, 10, length, StandardCharsets.US_ASCII);
    String turned = header.replace("'fortran_order': False", "'fortran_order': True ");
    System.arraycopy(turned.getBytes(StandardCharsets.US_ASCII), 0, bytes, 10, length);
    Files.write(file, bytes);
    Failure failure = assertThrows(Failure.class, () -> error(rows, ExportFormat.NPY, file));
    assertTrue(failure.getMessage().contains("in Fortran order"), failure.getMessage());
  }
}
