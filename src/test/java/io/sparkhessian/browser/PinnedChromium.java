package io.sparkhessian.browser;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.brotli.dec.BrotliInputStream;

/**
 * A headless Chromium for 64-bit Linux with the libraries and fonts that it needs, as the npm
 * package @sparticuz/chromium has it; fetched once into the user's cache.
 */
final class PinnedChromium {
  private static final String VERSION = "153.0.0";
  private static final String SHA_256 =
      "20e5656fcdcf4118ede85edfb9d6bb9cc1bbb7ffb8b75622fffbcf36a835c3c0";
  private static final String PACKAGE = "@sparticuz/chromium";

  private PinnedChromium() {}

  static Chromium get() throws IOException, InterruptedException {
    String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    if (!system.equals("Linux amd64")) {
      throw new IllegalStateException(
          "there is no pinned browser for %s; give a Chromium by -Dchromium=PATH"
              .formatted(system));
    }
    Path cache = Path.of(System.getProperty("user.home"), ".cache", "spark-hessian");
    Path folder = cache.resolve("chromium-" + VERSION);
    if (!Files.exists(folder)) {
      Files.createDirectories(cache);
      Path fresh = Files.createTempDirectory(cache, "unpacking");
      unpack(fetch(fresh), fresh);
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    }
    Path fonts = folder.resolve("own-fonts.conf");
    Files.writeString(fonts, fontSettings(folder));
    return new Chromium(
        folder.resolve("chromium"),
        Map.of(
            "LD_LIBRARY_PATH", folder.resolve("lib").toString(),
            "FONTCONFIG_FILE", fonts.toString()));
  }

  /** By npm, from whatever registry it is set to. */
  private static Path fetch(Path folder) throws IOException, InterruptedException {
    String name = PACKAGE + "@" + VERSION;
    Process npm;
    try {
      npm =
          new ProcessBuilder("npm", "pack", name, "--pack-destination", folder.toString())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException e) {
      throw new IOException("no npm to fetch a browser by; give a Chromium by -Dchromium=PATH", e);
    }
    if (npm.waitFor() != 0) {
      throw new IOException(
          "npm cannot fetch %s; give a Chromium by -Dchromium=PATH".formatted(name));
    }
    Path fetched = folder.resolve("sparticuz-chromium-%s.tgz".formatted(VERSION));
    String found = HexFormat.of().formatHex(sha256().digest(Files.readAllBytes(fetched)));
    if (!found.equals(SHA_256)) {
      throw new IOException(
          "%s has the SHA-256 %s instead of %s; give a Chromium by -Dchromium=PATH"
              .formatted(name, found, SHA_256));
    }
    return fetched;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void unpack(Path tgz, Path folder) throws IOException {
    try (TarArchiveInputStream files =
        new TarArchiveInputStream(
            new GZIPInputStream(new BufferedInputStream(Files.newInputStream(tgz))))) {
      for (TarArchiveEntry file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
        if (file.getName().matches(".*/(al2023|fonts)\\.tar\\.br")) {
          untar(new BrotliInputStream(files), folder);
        } else if (file.getName().endsWith("/chromium.br")) {
          Path program = folder.resolve("chromium");
          Files.copy(new BrotliInputStream(files, 1 << 16), program);
          program.toFile().setExecutable(true);
        }
      }
    }
    Files.delete(tgz);
  }

  private static void untar(InputStream tar, Path folder) throws IOException {
    TarArchiveInputStream files = new TarArchiveInputStream(tar);
    for (TarArchiveEntry file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
      Path path = folder.resolve(file.getName());
      if (file.isFile()) {
        Files.createDirectories(path.getParent());
        Files.copy(files, path);
      }
    }
  }

  private static String fontSettings(Path folder) {
    return """
        <?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
        <fontconfig><dir>%s</dir><cachedir>%s</cachedir></fontconfig>
        """
        .formatted(folder.resolve("fonts"), folder.resolve("font-cache"));
  }
}
