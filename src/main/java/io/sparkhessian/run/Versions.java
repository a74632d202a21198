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

/** Versions of the software that computes a result. */
public final class Versions {
  private static final String OPENBLAS_KEY = "openblas";
  private static final Pattern OPENBLAS = Pattern.compile("OpenBLAS (\\S+)");

  private Versions() {}

  /** Returns the version of this application; "development" outside its jar. */
  public static String application() {
    return Optional.ofNullable(Versions.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  /**
   * Returns the versions of all software that the numbers depend on.
   *
   * @param blas name of the dense kernels; for OpenBLAS it includes the version
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

  /** Whether the versions agree with the name of the dense kernels. */
  static boolean isOf(Map<String, String> versions, String blas) {
    return openBlas(blas).equals(Optional.ofNullable(versions.get(OPENBLAS_KEY)));
  }

  /** Returns the description of kernels and tiles that a run must share to resume another. */
  static String work(String blas, Plan plan) {
    String strips = plan.isInStrips() ? " in strips of " + plan.columnsOfTask() : "";
    return "%s, Java %s, %s, tiles of %d%s"
        .formatted(application(), Runtime.version(), blas, plan.tile(), strips);
  }
}
