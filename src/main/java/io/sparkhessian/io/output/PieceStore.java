package io.sparkhessian.io.output;

import io.sparkhessian.io.file.AtomicFile;
import io.sparkhessian.io.file.ContentDigest;
import io.sparkhessian.io.file.WriteFailure;
import io.sparkhessian.io.npy.Npy;
import io.sparkhessian.io.npy.NpyWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.ejml.data.DMatrixRMaj;

/**
 * Pieces of a quantity that finally goes into a single file. Each piece is a file with the SHA-256
 * of its numbers and the numbers in NumPy format.
 */
public final class PieceStore {
  /** Name of their directory in the output directory. */
  public static final String DIRECTORY = "_pieces";

  private static final int DIGEST = 64;
  private static final Pattern NAME = Pattern.compile("from-(\\d{5,9})");

  private final Configuration configuration;
  private final Path directory;

  public PieceStore(Configuration configuration, String directory) {
    this.configuration = configuration;
    this.directory = new Path(directory);
  }

  /**
   * The numbers of a piece; empty if the piece does not exist. A damaged piece is deleted.
   *
   * @param first number of its first element, which identifies it
   * @param count of its numbers
   */
  public Optional<double[]> read(int first, int count) throws IOException {
    Path path = path(first);
    FileSystem files = AtomicFile.files(configuration, path);
    if (!files.exists(path)) {
      return Optional.empty();
    }
    long content = files.getFileStatus(path).getLen() - DIGEST;
    try (InputStream in = files.open(path)) {
      String sha256 = new String(in.readNBytes(DIGEST), StandardCharsets.US_ASCII);
      long header = content - (long) count * Double.BYTES;
      if (header >= 0) {
        in.skipNBytes(header);
        double[] values = Npy.values(in, count, ByteOrder.LITTLE_ENDIAN);
        if (sha256.equals(sha256(values))) {
          return Optional.of(values);
        }
      }
    }
    files.delete(path, false);
    return Optional.empty();
  }

  /** Writes a piece, unless another attempt has written it. */
  public void write(int first, double[] values) throws IOException {
    Path path = path(first);
    try (AtomicFile file = new AtomicFile(configuration, path)) {
      file.stream().write(sha256(values).getBytes(StandardCharsets.US_ASCII));
      NpyWriter.writeVector(file.stream(), values);
      file.commitUnlessExists();
    } catch (IOException | FSError e) {
      throw new WriteFailure(path.toString(), e);
    }
  }

  /** The largest number of an existing piece. */
  public OptionalInt last() throws IOException {
    return numbers().max();
  }

  /** Deletes the pieces with smaller numbers. */
  public void removeBefore(int first) throws IOException {
    for (int number : numbers().filter(each -> each < first).toArray()) {
      Path path = path(number);
      AtomicFile.files(configuration, path).delete(path, false);
    }
  }

  private IntStream numbers() throws IOException {
    FileSystem files = AtomicFile.files(configuration, directory);
    if (!files.exists(directory)) {
      return IntStream.empty();
    }
    return Arrays.stream(files.listStatus(directory))
        .map(status -> NAME.matcher(status.getPath().getName()))
        .filter(Matcher::matches)
        .mapToInt(name -> Integer.parseInt(name.group(1)));
  }

  private static String sha256(double[] values) {
    ContentDigest digest = new ContentDigest();
    digest.add(DMatrixRMaj.wrap(1, values.length, values));
    return digest.hex();
  }

  private Path path(int first) {
    return new Path(directory, String.format(Locale.ROOT, "from-%05d", first));
  }
}
