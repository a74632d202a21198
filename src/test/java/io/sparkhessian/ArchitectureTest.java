package io.sparkhessian;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final String ROOT = "io.sparkhessian";

  /** For each package, the packages that it may use beside itself, the root and libraries. */
  private static final Map<String, Set<String>> MAY_USE =
      table(
          """
          graph:
          linalg:
          autodiff: graph
          evaluate: graph linalg
          objective: graph
          examples: graph objective
          curvature: graph linalg autodiff evaluate objective
          job: objective
          io: graph linalg evaluate objective job
          model: graph objective job io
          report:
          distributed: graph linalg evaluate objective curvature job io model
          quantity: graph linalg autodiff evaluate objective curvature job io report distributed
          registry: job io model distributed quantity
          run: graph linalg evaluate curvature job io model report distributed quantity registry
          spark: graph linalg autodiff evaluate objective curvature io distributed quantity
          cli: linalg evaluate curvature job io report distributed quantity registry run
          """);

  /** The same for the packages within a package; that package itself may use all of them. */
  private static final Map<String, Map<String, Set<String>>> MAY_USE_WITHIN =
      Map.of(
          "curvature",
          table(
              """
              layout:
              sites: layout
              inputs: layout
              spectral: layout
              """),
          "io",
          table(
              """
              file:
              npy: file
              parameters: file npy
              parquet: file
              tiles: file parquet
              samples: file parquet
              source: file
              data: file source
              output: file npy parameters
              export: file npy parameters tiles samples source output
              """),
          "report",
          table(
              """
              figure:
              heatmap: figure
              diagnosis: figure
              """),
          "distributed",
          table(
              """
              plan:
              tasks: plan
              results: plan
              problem: plan tasks results
              """),
          "quantity",
          table(
              """
              check:
              report:
              export:
              products: check report
              diagonal: check report products
              matrix: check report export diagonal
              spectrum: check report products matrix
              trace: check report products
              solve: check report products
              inputs: check report export
              """));

  private static final Set<String> MAY_USE_SPARK =
      Set.of("io", "distributed", "quantity", "registry", "run", "spark", "cli");

  private static final String NAME_THAT_SAYS_NOTHING = ".*(Utils?|Helper|Base|Impl|Manager)";

  private static final JavaClasses APPLICATION =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void theApplicationKeepsTheRules() {
    rules(ROOT).forEach((name, rule) -> rule.as(name).allowEmptyShould(true).check(APPLICATION));
  }

  @Test
  void everyPackageIsInTheTable() {
    assertEquals(Set.of(), outside(ROOT, MAY_USE));
    MAY_USE_WITHIN.forEach(
        (name, table) -> assertEquals(Set.of(), outside(ROOT + "." + name, table), name));
  }

  /** The packages below one that its table does not have. */
  private static Set<String> outside(String root, Map<String, Set<String>> table) {
    return APPLICATION.stream()
        .map(JavaClass::getPackageName)
        .filter(name -> name.startsWith(root + "."))
        .map(name -> name.substring(root.length() + 1).split("\\.", -1)[0])
        .filter(name -> !table.containsKey(name))
        .collect(Collectors.toSet());
  }

  @Test
  void plantedViolationsAreFound() {
    JavaClasses planted = new ClassFileImporter().importPackages(ROOT + ".planted");

    Map<String, ArchRule> broken = new TreeMap<>(rules(ROOT + ".planted"));
    broken.values().removeIf(rule -> !rule.allowEmptyShould(true).evaluate(planted).hasViolation());

    assertEquals(
        Set.of(
            "arrows of cli",
            "arrows of graph",
            "arrows of distributed.plan",
            "no cycles",
            "Spark stays outside",
            "Spark's readers stay in io.source",
            "names that say something"),
        broken.keySet());
  }

  private static Map<String, ArchRule> rules(String root) {
    Map<String, ArchRule> rules = new TreeMap<>();
    rules.putAll(arrows("", root, MAY_USE));
    MAY_USE_WITHIN.forEach(
        (name, table) -> rules.putAll(arrows(name + ".", root + "." + name, table)));
    rules.put("no cycles", slices().matching(root + ".(**)").should().beFreeOfCycles());
    rules.put(
        "Spark stays outside",
        noClasses()
            .that()
            .resideOutsideOfPackages(packages(root, MAY_USE_SPARK))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.spark.."));
    rules.put(
        "Spark's readers stay in io.source",
        noClasses()
            .that()
            .resideOutsideOfPackages(root + ".io.source..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "org.apache.spark.sql.catalyst..", "org.apache.spark.sql.execution.."));
    rules.put(
        "names that say something", noClasses().should().haveNameMatching(NAME_THAT_SAYS_NOTHING));
    return rules;
  }

  private static Map<String, ArchRule> arrows(
      String prefix, String root, Map<String, Set<String>> table) {
    Map<String, ArchRule> rules = new TreeMap<>();
    table.forEach(
        (name, used) -> {
          Set<String> forbidden = new TreeSet<>(table.keySet());
          forbidden.removeAll(used);
          forbidden.remove(name);
          rules.put(
              "arrows of " + prefix + name,
              noClasses()
                  .that()
                  .resideInAPackage(root + "." + name + "..")
                  .should()
                  .dependOnClassesThat()
                  .resideInAnyPackage(packages(root, forbidden)));
        });
    return rules;
  }

  private static String[] packages(String root, Set<String> names) {
    return names.stream().map(name -> root + "." + name + "..").toArray(String[]::new);
  }

  private static Map<String, Set<String>> table(String lines) {
    return lines
        .lines()
        .map(line -> line.split(":", 2))
        .collect(
            Collectors.toMap(
                cells -> cells[0],
                cells ->
                    Arrays.stream(cells[1].strip().split(" ", -1))
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toSet())));
  }
}
