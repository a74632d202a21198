package io.sparkhessian.quantity.spectrum;

import io.sparkhessian.io.file.Location;
import io.sparkhessian.quantity.report.FileVectors;
import io.sparkhessian.quantity.report.ResultNumbers;
import io.sparkhessian.quantity.report.Sections;
import io.sparkhessian.report.diagnosis.Evidence;
import io.sparkhessian.report.diagnosis.MatrixKind;
import io.sparkhessian.report.figure.Entry;
import io.sparkhessian.report.figure.Layer;
import io.sparkhessian.report.figure.NumberFormat;
import io.sparkhessian.report.figure.VectorShares;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;

/** Report sections of spectra: eigenvalues, spectral densities and eigenvectors by layer. */
public record SpectralSections(Configuration hadoop, ResultNumbers numbers, SpectrumSpec spec) {
  public Sections read(MatrixKind kind) throws IOException {
    List<SpectrumPart> parts = parts();
    SpectrumPart whole = parts.get(0);
    VectorShares shares = new VectorShares(numbers.layers());
    double[] lowest = vectors(whole.spectrum(), shares);
    int[] paired = whole.spectrum().paired();
    boolean last =
        shares.count() > 0
            && shares.count() == paired.length
            && whole.highestEnd()
            && paired[paired.length - 1] == whole.spectrum().eigenvalues().length - 1;
    return Sections.of(
        facts(whole),
        evidence(kind, whole, lowest),
        SpectrumFindings.of(whole, shares, last),
        new SpectrumChapters(parts, shares).all());
  }

  /** Returns the whole matrix, then the blocks in the order of θ. */
  private List<SpectrumPart> parts() throws IOException {
    List<SpectrumPart> parts = new ArrayList<>();
    for (String path : StoredSpectrum.parts(numbers.out())) {
      String[] names = path.split("/", -1);
      String name = path.isEmpty() ? "all" : names[names.length - 2];
      parts.add(part(name, StoredSpectrum.read(numbers.out(), path)));
    }
    parts.subList(1, parts.size()).sort(Comparator.comparingInt(part -> place(part.name())));
    return parts;
  }

  private SpectrumPart part(String name, StoredSpectrum spectrum) {
    SpectrumPart whole = new SpectrumPart(name, spectrum);
    if (whole.isWhole() || !whole.hasEigenvalues()) {
      return whole;
    }
    EigenvalueEnd end = spec.eigenvalues().orElseThrow().end();
    boolean both = end == EigenvalueEnd.BOTH;
    return new SpectrumPart(
        name,
        spectrum,
        both || end == EigenvalueEnd.SMALLEST,
        both || end == EigenvalueEnd.LARGEST);
  }

  /** Returns the index of the first parameter matrix of a block. */
  private int place(String block) {
    List<Layer> layers = numbers.layers();
    return IntStream.range(0, layers.size())
        .filter(i -> layers.get(i).name().startsWith(block))
        .findFirst()
        .orElse(layers.size());
  }

  private static List<Entry> facts(SpectrumPart whole) {
    String about = whole.isEstimate() ? "about " : "";
    List<Entry> facts = new ArrayList<>();
    if (whole.lowestEnd() || whole.isEstimate()) {
      String value = NumberFormat.text(whole.smallest());
      facts.add(new Entry("Smallest eigenvalue", (whole.lowestEnd() ? "" : about) + value));
    }
    if (whole.highestEnd() || whole.isEstimate()) {
      String value = NumberFormat.text(whole.largest());
      facts.add(new Entry("Largest eigenvalue", (whole.highestEnd() ? "" : about) + value));
    }
    if (whole.isComplete()) {
      facts.add(
          new Entry(
              "Negative eigenvalues", about + NumberFormat.text(Math.round(whole.negative()))));
      facts.add(new Entry("Trace", about + NumberFormat.text(whole.trace())));
    } else {
      facts.add(
          new Entry(
              "Computed eigenvalues",
              "%s, from %s to %s"
                  .formatted(
                      NumberFormat.text((long) whole.spectrum().eigenvalues().length),
                      NumberFormat.text(whole.smallest()),
                      NumberFormat.text(whole.largest()))));
    }
    return facts;
  }

  /**
   * Reads the eigenvectors one at a time and adds their shares by layer.
   *
   * @return squared entries of the eigenvector of the smallest eigenvalue; empty if not stored
   */
  private double[] vectors(StoredSpectrum spectrum, VectorShares shares) throws IOException {
    Location file = numbers.out().child(StoredSpectrum.EIGENVECTORS);
    double[] lowest = {};
    if (!file.exists()) {
      return lowest;
    }
    try (FileVectors vectors = FileVectors.open(hadoop, file.absolute(), numbers.size())) {
      for (int k = 0; k < Math.min(VectorShares.MOST, vectors.count()); k++) {
        double[] vector = vectors.next();
        int number = spectrum.paired()[k];
        shares.add("number %d".formatted(number + 1), vector);
        if (number == 0) {
          lowest = Arrays.stream(vector).map(entry -> entry * entry).toArray();
        }
      }
    }
    return lowest;
  }

  /** Returns the known eigenvalues as evidence, with the largest |λ| appended if it is missing. */
  private Evidence evidence(MatrixKind kind, SpectrumPart whole, double[] lowest) {
    double[] none = {};
    double[] found =
        whole.hasEigenvalues()
            ? whole.spectrum().eigenvalues()
            : new double[] {whole.smallest(), whole.largest()};
    double magnitude = whole.spectrum().magnitude();
    double[] values =
        whole.isWhole() || magnitude <= whole.largest()
            ? found
            : DoubleStream.concat(Arrays.stream(found), DoubleStream.of(magnitude)).toArray();
    return numbers.evidence(
        kind, none, none, new Evidence.Eigen(values, whole.isWhole(), lowest, none), List.of());
  }
}
