package io.sparkhessian.spark.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.util.VersionInfo;
import org.apache.spark.api.java.JavaSparkContext;
import org.ejml.EjmlVersion;

/** The versions that a result was made with. */
public final class Versions {
  private Versions() {}

  /** The version of this application; "development" when it does not run from its jar. */
  public static String application() {
    return Optional.ofNullable(Versions.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  static Map<String, String> all(JavaSparkContext spark) {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("spark", spark.version());
    versions.put("scala", scala.util.Properties.versionNumberString());
    versions.put("java", Runtime.version().toString());
    versions.put("hadoop", VersionInfo.getVersion());
    versions.put("ejml", EjmlVersion.VERSION);
    return versions;
  }
}
