package io.sparkhessian.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.cluster.SubmitScript.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first start of a build stores an archive of Spark's classes for later starts. */
class ArchivedClassesIT {
  /** A stand-in for java: prints a version, writes the archive, and prints its options. */
  private static final String JAVA =
      """
      #!/usr/bin/env bash
      if [[ $1 == -version ]]; then echo 'openjdk version "17.0.1"' >&2; exit; fi
      for word; do
        case $word in
          -XX:ArchiveClassesAtExit=*)
            echo classes >"${word#*=}"
            exit $ENDS
            ;;
          -XX:SharedArchiveFile=*) echo "$word" ;;
        esac
      done
      """;

  private static final String SAID =
      "spark-hessian: archiving the classes of Spark for faster starts\n";

  @TempDir Path directory;

  @BeforeEach
  void checkout() throws IOException {
    script("mvnw", "#!/bin/sh\nexit 1\n");
    script("jdk/bin/java", JAVA);
    script("submit/spark-hessian", Files.readString(SubmitScript.script()));
    Files.createDirectories(directory.resolve("src/main"));
    for (String file : List.of("pom.xml", "submit/jvm.options", "spark.jar")) {
      Files.createFile(directory.resolve(file));
    }
    Path target = Files.createDirectories(directory.resolve("target"));
    Files.writeString(target.resolve("spark.classpath"), directory.resolve("spark.jar").toString());
    Files.createFile(target.resolve("spark-hessian-1-application.jar"));
  }

  private void script(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    assertTrue(file.toFile().setExecutable(true));
  }

  private Path archive() {
    return directory.toAbsolutePath().resolve("target/spark.jsa");
  }

  private Result start(int ends, String... before) {
    List<String> command = new ArrayList<>(List.of(before));
    command.addAll(List.of("submit/spark-hessian", "run", "job.yaml"));
    Map<String, String> environment =
        Map.of("JAVA_HOME", directory.resolve("jdk").toString(), "ENDS", "" + ends);
    return SubmitScript.execute(directory, environment, command);
  }

  @Test
  void theFirstStartStoresClassesAndTheNextUsesThem() throws IOException {
    String used = "-XX:SharedArchiveFile=" + directory.toRealPath().resolve("target/spark.jsa\n");
    assertEquals(new Result(0, used, SAID), start(0));
    assertEquals(new Result(0, used, ""), start(0));
    assertEquals("classes\n", Files.readString(archive()));
  }

  @Test
  void aFailedArchiveIsNotTriedAgain() throws IOException {
    assertEquals(new Result(0, "", SAID), start(1));
    assertEquals(new Result(0, "", ""), start(1));
    assertEquals(0, Files.size(archive()));
    assertFalse(Files.exists(directory.resolve("target/spark.jsa.new")));
  }

  /** Holds the build lock during a start, which would deadlock if the start waited for it. */
  @Test
  void concurrentStartsDoNotWaitForEachOther() {
    start(0);
    Result concurrent = start(0, "flock", "--shared", "target/build.lock");
    assertEquals(0, concurrent.exitCode());
    assertEquals("", concurrent.stderr());
  }
}
