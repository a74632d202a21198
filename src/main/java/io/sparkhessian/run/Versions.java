package io.sparkhessian.run;

import io.sparkhessian.distributed.plan.Plan;
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
  private static final String OPENBLAS_KEY = "openblas";
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
    openBlas(blas).ifPresent(version -> versions.put(OPENBLAS_KEY, version));
    return versions;
  }

  private static Optional<String> openBlas(String blas) {
    Matcher openblas = OPENBLAS.matcher(blas);
    return openblas.lookingAt() ? Optional.of(openblas.group(1)) : Optional.empty();
  }

  /** Whether these may be the versions of numbers that went through such dense kernels. */
  static boolean isOf(Map<String, String> versions, String blas) {
    return openBlas(blas).equals(Optional.ofNullable(versions.get(OPENBLAS_KEY)));
  }

  /** What rows must have been computed by for another run to go on with them. */
  static String work(String blas, Plan plan) {
    String strips = plan.isInStrips() ? " in strips of " + plan.columnsOfTask() : "";
    return "%s, Java %s, %s, tiles of %d%s"
        .formatted(application(), Runtime.version(), blas, plan.tile(), strips);
  }
}
