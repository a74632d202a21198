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
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final String ROOT = "io.sparkhessian";

  /** Package: the packages it may use, beside itself, the root package and libraries. */
  private static final Map<String, Set<String>> MAY_USE =
      table(
          """
          graph:
          linalg:
          autodiff: graph
          evaluate: graph linalg
          objective: graph
          examples: graph objective
          job: objective
          curvature: graph linalg autodiff evaluate objective
          io: linalg evaluate objective job
          report: io job
          spark: graph linalg autodiff evaluate objective job curvature io report
          cli: graph linalg autodiff evaluate objective job curvature io spark report
          """);

  private static final Set<String> MAY_USE_SPARK = Set.of("spark", "io", "cli");

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
    Predicate<JavaClass> known =
        type ->
            type.getPackageName().equals(ROOT)
                || MAY_USE.containsKey(type.getPackageName().split("\\.", -1)[2]);

    assertEquals(Set.of(), APPLICATION.stream().filter(known.negate()).collect(Collectors.toSet()));
  }

  @Test
  void plantedViolationsAreFound() {
    JavaClasses planted = new ClassFileImporter().importPackages(ROOT + ".planted");

    Map<String, ArchRule> broken = new TreeMap<>(rules(ROOT + ".planted"));
    broken.values().removeIf(rule -> !rule.allowEmptyShould(true).evaluate(planted).hasViolation());

    assertEquals(
        Set.of("arrows of graph", "no cycles", "Spark stays outside", "names that say something"),
        broken.keySet());
  }

  private static Map<String, ArchRule> rules(String root) {
    Map<String, ArchRule> rules = new TreeMap<>();
    MAY_USE.forEach((name, used) -> rules.put("arrows of " + name, arrows(root, name, used)));
    rules.put("no cycles", slices().matching(root + ".(*)..").should().beFreeOfCycles());
    rules.put(
        "Spark stays outside",
        noClasses()
            .that()
            .resideOutsideOfPackages(packages(root, MAY_USE_SPARK))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.spark.."));
    rules.put(
        "names that say something", noClasses().should().haveNameMatching(NAME_THAT_SAYS_NOTHING));
    return rules;
  }

  private static ArchRule arrows(String root, String name, Set<String> used) {
    Set<String> forbidden = new TreeSet<>(MAY_USE.keySet());
    forbidden.removeAll(used);
    forbidden.remove(name);
    return noClasses()
        .that()
        .resideInAPackage(root + "." + name + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages(root, forbidden));
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
