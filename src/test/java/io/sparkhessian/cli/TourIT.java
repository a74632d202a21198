package io.sparkhessian.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.io.npy.NpyWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/tour.md, with a smaller digits network and fewer samples. */
class TourIT {
  private static final Path TOUR = Path.of("docs/tour.md");
  private static final String COMMAND = "submit/spark-hessian ";
  private static final int PARAMETERS = 64 * 4 + 4 + 4 * 10 + 10;
  private static final int SAMPLES = 200;

  @TempDir Path directory;

  @BeforeEach
  void makeASmallNetwork() throws IOException {
    double[] theta = new Random(1).doubles(PARAMETERS, -0.1, 0.1).toArray();
    try (var file = Files.newOutputStream(directory.resolve("theta.npy"))) {
      NpyWriter.writeVector(file, theta);
    }
    try (Stream<String> lines = Files.lines(Path.of("data/digits/digits.csv"))) {
      Files.write(directory.resolve("digits.csv"), lines.limit(1 + SAMPLES).toList());
    }
  }

  @Test
  void everyCommandWorks() throws IOException {
    List<String> commands =
        Files.readAllLines(TOUR).stream().filter(line -> line.startsWith(COMMAND)).toList();
    assertTrue(commands.size() > 15, commands::toString);
    for (String command : commands) {
      String said = Expect.doneSlowly(InProcess.onSpark(arguments(command)));
      assertTrue(said.lines().count() > 3, () -> command + " says " + said);
    }
    everyFileIsDocumented();
    for (String job : List.of("digits-mlp", "iris-saddle", "digits-mlp-solve", "digits-inputs")) {
      assertTrue(Files.exists(directory.resolve(job + "/report.html")), job);
    }
  }

  /** Checks that results.md names every file and every column of the tables. */
  private void everyFileIsDocumented() throws IOException {
    String page = Files.readString(Path.of("docs/results.md"));
    List<Path> written;
    try (Stream<Path> walk = Files.walk(directory)) {
      written = walk.filter(this::isNamed).toList();
    }
    assertTrue(written.size() > 100, "files: " + written.size());
    for (Path file : written) {
      String name = file.getFileName() + (Files.isDirectory(file) ? "/" : "");
      assertTrue(page.contains("`" + name), () -> file + " is not on the page");
      boolean table = name.endsWith(".csv") && !name.matches("(hessian|input-hessian)\\.csv");
      if (table) {
        String header = Files.readAllLines(file).get(0);
        boolean listed =
            page.contains("`" + header + "`")
                || Stream.of(header.split(",", -1))
                    .allMatch(each -> page.contains("`" + each + "`"));
        assertTrue(listed, () -> file + " has the columns " + header);
      }
    }
  }

  /** Whether results.md must name a file: it is at the top level of a result or a block. */
  private boolean isNamed(Path file) {
    String name = file.getFileName().toString();
    boolean place =
        directory.relativize(file).getNameCount() == 2 || file.getParent().endsWith("layer1");
    return place && !name.startsWith(".") && !name.endsWith(".parquet");
  }

  private String[] arguments(String command) {
    List<String> words =
        new ArrayList<>(Arrays.asList(command.substring(COMMAND.length()).split(" +", -1)));
    String file = words.get(1);
    if (!file.endsWith(".yaml")) {
      words.set(1, file.replaceFirst("^out/", directory + "/"));
      return words.toArray(String[]::new);
    }
    String name = file.replaceAll("conf/|\\.yaml", "");
    List<String> settings = new ArrayList<>(List.of("output=" + directory.resolve(name)));
    if (name.startsWith("digits-")) {
      settings.add("objective.layers=[64, 4, 10]");
      settings.add("parameters=" + directory.resolve("theta.npy"));
      settings.add("data.path=" + directory.resolve("digits.csv"));
    }
    if (name.equals("digits-mlp-solve")) { // the Hessian of a network that is not trained has
      settings.add("of=gauss-newton"); // negative eigenvalues
      settings.add("vectors=" + directory.resolve("theta.npy"));
    }
    settings.forEach(setting -> words.addAll(List.of("--set", setting)));
    return words.toArray(String[]::new);
  }

  @Test
  void everyPictureExists() throws IOException {
    var pictures = Pattern.compile("\\]\\((pictures/[^)]+)\\)").matcher(Files.readString(TOUR));
    int count = 0;
    for (; pictures.find(); count++) {
      Path picture = TOUR.resolveSibling(pictures.group(1));
      assertEquals(0x89504E47, java.nio.ByteBuffer.wrap(Files.readAllBytes(picture)).getInt());
    }
    assertTrue(count > 1, "pictures: " + count);
  }
}
