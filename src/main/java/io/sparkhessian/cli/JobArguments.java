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

/** The arguments of the commands that take a job file. */
final class JobArguments {
  @Parameters(paramLabel = "JOB.yaml", description = "The job file.")
  private String file;

  @Option(
      names = "--set",
      paramLabel = "key.path=value",
      description = "Overrides a key of the job file.")
  private List<String> settings = new ArrayList<>();

  /** The job, checked as far as it can be without its input. */
  Job read(Registry registry) {
    byte[] bytes;
    try (InputStream in = Location.of(Session.hadoop(), file).open()) {
      bytes = in.readNBytes(JobParser.LARGEST + 1);
    } catch (IOException | FSError e) {
      throw Location.unreadable(file, e);
    }
    if (bytes.length > JobParser.LARGEST) {
      throw Failure.input(file + ": larger than a job file can be, 1 MB; is it one?");
    }
    return registry.jobs().read(file, text(bytes), settings);
  }

  /** Bytes that are no UTF-8 are refused: a path that holds them would be another path. */
  private String text(byte[] bytes) {
    CharBuffer text = CharBuffer.allocate(bytes.length);
    CoderResult end =
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), text, true);
    String read = text.flip().toString();
    if (end.isError()) {
      throw Failure.input(
          "%s:%d: not UTF-8; save it in that encoding"
              .formatted(file, read.split("\\R", -1).length));
    }
    return read;
  }
}
