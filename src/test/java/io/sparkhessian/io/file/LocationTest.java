package io.sparkhessian.io.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparkhessian.Failure;
import java.io.File;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocationTest {
  private final Configuration configuration = new Configuration(false);

  @ParameterizedTest
  @ValueSource(strings = {"x.csv", "a b/x.csv", "a:b.csv", "a%20b.csv", "src"})
  void relativeNamesAreResolvedAgainstTheWorkingDirectory(String text) throws IOException {
    Location location = Location.of(configuration, text);

    assertEquals("file", location.uri().getScheme());
    assertEquals(new File(text).getAbsolutePath(), location.uri().getPath());
    assertEquals(text, location.text());
  }

  @Test
  void absoluteNamesAreOnTheDefaultFileSystem() throws IOException {
    assertEquals("/a/b.csv", Location.of(configuration, "/a/b.csv").uri().getPath());
    assertEquals("/a/b.csv", Location.of(configuration, "file:///a/b.csv").uri().getPath());
  }

  @Test
  void relativeNamesAreLocalForAnyDefaultFileSystem() throws IOException {
    configuration.set("fs.defaultFS", "nowhere://cluster");

    assertEquals("file", Location.of(configuration, "x.csv").uri().getScheme());
  }

  @Test
  void anEmptyNameIsRefused() {
    assertThrows(Failure.class, () -> Location.of(configuration, " "));
  }
}
