package io.sparkhessian.spark.run;

import io.sparkhessian.spark.plan.Axes;
import io.sparkhessian.spark.plan.Plan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.util.VersionInfo;
import org.apache.spark.api.java.JavaSparkContext;
import org.ejml.EjmlVersion;

/** The versions that a result was made with. */
public final class Versions {
  private static final Pattern OPENBLAS = Pattern.compile("OpenBLAS (\\S+)");

  private Versions() {}

  /** The version of this application; "development" when it does not run from its jar. */
  public static String application() {
    return Optional.ofNullable(Versions.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  /**
   * The versions of everything that the numbers go through.
   *
   * @param blas what the dense kernels call themselves; OpenBLAS does so with its version
   */
  static Map<String, String> all(JavaSparkContext spark, String blas) {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("spark", spark.version());
    versions.put("scala", scala.util.Properties.versionNumberString());
    versions.put("java", Runtime.version().toString());
    versions.put("hadoop", VersionInfo.getVersion());
    versions.put("ejml", EjmlVersion.VERSION);
    Matcher openblas = OPENBLAS.matcher(blas);
    if (openblas.lookingAt()) {
      versions.put("openblas", openblas.group(1));
    }
    return versions;
  }

  /** What rows must have been computed by for another run to go on with them. */
  static String work(String blas, Plan plan) {
    String strips =
        plan.data().axes() == Axes.COLUMNS ? " in strips of " + plan.columnsOfTask() : "";
    return "%s, Java %s, %s, tiles of %d%s"
        .formatted(application(), Runtime.version(), blas, plan.tile(), strips);
  }
}
