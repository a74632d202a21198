package io.sparkhessian.quantity.spectrum;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sparkhessian.io.file.Location;
import io.sparkhessian.io.npy.Npy;
import io.sparkhessian.io.npy.NpyWriter;
import io.sparkhessian.io.output.NumberTable;
import io.sparkhessian.io.output.OutputDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The spectrum of a matrix or of a block on its diagonal, as {@code compute: spectrum} stores it.
 *
 * <p>{@link #parts} says where a result has one; {@link #read} gives what a picture needs: {@code
 * method}, {@code eigenvalues} from small to large, {@code residuals} (of those of the numbers
 * {@code paired} alone), and of a density the quadrature's {@code points} and {@code weights} and
 * the smoothed curve {@code density} at {@code densityAt}.
 *
 * @param size rows of the matrix
 * @param method in words: how the eigenvalues were found; empty without any
 * @param products with vectors that were taken
 * @param magnitude |λ|max, as far as it was seen
 * @param eigenvalues from small to large: all of them, or the extreme ones that were looked for
 * @param paired numbers of the eigenvalues whose eigenvectors were computed, ascending
 * @param residuals of these: ‖H v − λ v‖ / |λ|max
 * @param points of the quadrature, ascending; with {@code weights} that add up to 1
 * @param densityAt where the density is known
 * @param density of a distribution whose mass is 1, smoothed by a Gaussian kernel
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
public record StoredSpectrum(
    int size,
    String method,
    int products,
    double magnitude,
    double[] eigenvalues,
    int[] paired,
    double[] residuals,
    double[] points,
    double[] weights,
    double[] densityAt,
    double[] density) {
  public static final String EIGENVALUES = "eigenvalues.npy";
  public static final String EIGENVECTORS = "eigenvectors.npy";
  public static final String RESIDUALS = "residuals.npy";
  public static final String QUADRATURE = "quadrature.csv";
  public static final String DENSITY = "density.csv";
  public static final String SUMMARY = "spectrum.json";
  static final String BLOCKS = "blocks";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What no other file says. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Summary(int size, String method, int products, double magnitude, int[] paired) {}

  /**
   * The paths of all spectra in a directory: empty for that of the whole matrix, which comes first,
   * else a directory with a slash, {@code blocks/layer1/}.
   */
  public static List<String> parts(OutputDirectory out) throws IOException {
    List<String> parts = new ArrayList<>();
    if (out.child(SUMMARY).exists()) {
      parts.add("");
    }
    for (String name : out.child(BLOCKS).names()) {
      String part = BLOCKS + "/" + name + "/";
      if (out.child(part + SUMMARY).exists()) {
        parts.add(part);
      }
    }
    return parts;
  }

  /**
   * Reads one.
   *
   * @throws Failure of kind input when a file is not there or holds something else
   */
  public static StoredSpectrum read(OutputDirectory out, String part) throws IOException {
    Location file = out.child(part + SUMMARY);
    Summary summary;
    try (InputStream in = file.open()) {
      summary = JSON.readValue(in, Summary.class);
    } catch (JacksonException e) {
      throw NumberTable.damaged(file);
    }
    if (summary.method == null || summary.paired == null) {
      throw NumberTable.damaged(file);
    }
    boolean found = !summary.method.isEmpty();
    double[] none = {};
    boolean dense = out.child(part + QUADRATURE).exists();
    double[][] quadrature = dense ? quadrature(part).read(out) : new double[][] {none, none};
    double[][] curve = dense ? curve(part).read(out) : new double[][] {none, none};
    return new StoredSpectrum(
        summary.size,
        summary.method,
        summary.products,
        summary.magnitude,
        found ? Npy.readVector(out.child(part + EIGENVALUES)) : none,
        summary.paired,
        summary.paired.length > 0 ? Npy.readVector(out.child(part + RESIDUALS)) : none,
        quadrature[0],
        quadrature[1],
        curve[0],
        curve[1]);
  }

  /** Writes it, but no eigenvectors. */
  public void write(OutputDirectory out, String part) throws IOException {
    try (OutputStream file = out.create(part + SUMMARY)) {
      file.write(JSON.writeValueAsBytes(new Summary(size, method, products, magnitude, paired)));
    }
    if (!method.isEmpty()) {
      NpyWriter.writeVector(out.create(part + EIGENVALUES), eigenvalues);
    }
    if (paired.length > 0) {
      NpyWriter.writeVector(out.create(part + RESIDUALS), residuals);
    }
    if (hasDensity()) {
      quadrature(part).write(out, points, weights);
      curve(part).write(out, densityAt, density);
    }
  }

  /** Whether it has a density. */
  public boolean hasDensity() {
    return points.length > 0;
  }

  private static NumberTable quadrature(String part) {
    return new NumberTable(part + QUADRATURE, "point,weight");
  }

  private static NumberTable curve(String part) {
    return new NumberTable(part + DENSITY, "eigenvalue,density");
  }
}
