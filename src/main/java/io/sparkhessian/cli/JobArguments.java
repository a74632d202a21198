package io.sparkhessian.cli;

import io.sparkhessian.Failure;
import io.sparkhessian.io.file.Location;
import io.sparkhessian.job.Job;
import io.sparkhessian.job.JobParser;
import io.sparkhessian.registry.Registry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FSError;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The arguments of commands that take a job file. */
final class JobArguments {
  @Parameters(paramLabel = "JOB.yaml", description = "The job file.")
  private String file;

  @Option(
      names = "--set",
      paramLabel = "key.path=value",
      description = "Overrides a key of the job file.")
  private List<String> settings = new ArrayList<>();

  /** Reads and checks the job; its input files are not read. */
  Job read(Registry registry) {
    byte[] bytes;
    try (InputStream in = Location.of(Session.hadoop(), file).open()) {
      bytes = in.readNBytes(JobParser.LARGEST + 1);
    } catch (IOException | FSError e) {
      throw Location.unreadable(file, e);
    }
    if (bytes.length > JobParser.LARGEST) {
      throw Failure.input(file + ": larger than 1 MiB, the limit for job files; name a job file");
    }
    return registry.jobs().read(file, text(bytes), settings);
  }

  /** Decodes the file; refuses invalid UTF-8, which would change the paths in it. */
  private String text(byte[] bytes) {
    CharBuffer text = CharBuffer.allocate(bytes.length);
    CoderResult end =
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), text, true);
    String read = text.flip().toString();
    if (end.isError()) {
      throw Failure.input(
          "%s:%d: not UTF-8; save the file in UTF-8".formatted(file, read.split("\\R", -1).length));
    }
    return read;
  }
}
