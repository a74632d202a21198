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
 * Stored spectrum of a matrix or of a diagonal block, without eigenvectors. {@link #parts} lists
 * the spectra of a result.
 *
 * @param size number of rows of the matrix
 * @param method description of the method; empty without eigenvalues
 * @param products number of matrix-vector products
 * @param magnitude largest |λ| found
 * @param eigenvalues all or the extreme eigenvalues, ascending
 * @param paired indices of the eigenvalues with computed eigenvectors, ascending
 * @param residuals relative residuals ‖H v − λ v‖ / |λ|max of these pairs
 * @param points points of the quadrature, ascending; empty without a density
 * @param weights weights of the points, with sum 1
 * @param densityAt grid of the density
 * @param density density on the grid, with mass 1, smoothed by a Gaussian kernel
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

  /** Contents of spectrum.json. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Summary(int size, String method, int products, double magnitude, int[] paired) {}

  /**
   * Returns the path prefixes of all spectra of a result: "" for the whole matrix, then directories
   * such as {@code blocks/layer1/}.
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
   * Reads a spectrum.
   *
   * @param part path prefix of the spectrum
   * @throws Failure of kind input if a file is missing or damaged
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

  /** Writes the spectrum. */
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

  /** Returns the mean of the density, an estimate of trace / N. */
  public double mean() {
    double mean = 0;
    for (int i = 0; i < points.length; i++) {
      mean += points[i] * weights[i];
    }
    return mean;
  }

  /** Whether the spectrum has a density. */
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
