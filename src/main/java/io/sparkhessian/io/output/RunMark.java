package io.sparkhessian.io.output;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Identifies a run that writes to an output directory.
 *
 * @param fingerprint of the job
 * @param work identifies the computation of files that can be resumed
 * @param owner unique identifier of the run
 * @param host of the driver; empty if the run has ended
 * @param system identifies the process table: hosts may share a name, and containers a host
 * @param process number of the driver's process
 * @param started start time of the process in milliseconds; 0 if the system does not report it
 */
record RunMark(
    String fingerprint,
    String work,
    String owner,
    String host,
    String system,
    long process,
    long started) {
  private static final Path MACHINE = Path.of("/etc/machine-id");
  private static final Path PROCESSES = Path.of("/proc/self/ns/pid");

  static RunMark ofThisProcess(String fingerprint, String work) {
    ProcessHandle self = ProcessHandle.current();
    return new RunMark(
        fingerprint,
        work,
        UUID.randomUUID().toString(),
        thisHost(),
        thisSystem(),
        self.pid(),
        started(self));
  }

  private static String thisHost() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  private static String thisSystem() {
    StringBuilder system = new StringBuilder();
    try {
      if (Files.isReadable(MACHINE)) {
        system.append(Files.readString(MACHINE).strip());
      }
      if (Files.isSymbolicLink(PROCESSES)) {
        system.append(' ').append(Files.readSymbolicLink(PROCESSES));
      }
    } catch (IOException e) { // the system has no such files
      return system.toString();
    }
    return system.toString();
  }

  private static long started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  /** The mark of this run while it still deletes older files. */
  RunMark clearing() {
    return new RunMark(fingerprint, "clearing", owner, host, system, process, started);
  }

  /** The mark of this run after it has left: nobody writes any more. */
  RunMark left() {
    return new RunMark(fingerprint, work, owner, "", "", 0, 0);
  }

  /** Whether this host can tell that the process has ended. */
  boolean isGone() {
    return host.isEmpty() || (isOfThisSystem() && !isRunning());
  }

  /** Whether the process runs on this host. */
  boolean isHere() {
    return isOfThisSystem() && isRunning();
  }

  private boolean isOfThisSystem() {
    return host.equals(thisHost()) && system.equals(thisSystem());
  }

  private boolean isRunning() {
    return ProcessHandle.of(process)
        .filter(ProcessHandle::isAlive)
        .filter(handle -> started(handle) == started)
        .isPresent();
  }

  byte[] toBytes() {
    String lines =
        String.join(
                "\n",
                fingerprint,
                work,
                owner,
                host,
                system,
                Long.toString(process),
                Long.toString(started))
            + "\n";
    return lines.getBytes(StandardCharsets.UTF_8);
  }

  /** Parses a mark; empty if it is incomplete. */
  static Optional<RunMark> parse(byte[] bytes) {
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    try {
      return lines.size() == 7
          ? Optional.of(
              new RunMark(
                  lines.get(0),
                  lines.get(1),
                  lines.get(2),
                  lines.get(3),
                  lines.get(4),
                  Long.parseLong(lines.get(5)),
                  Long.parseLong(lines.get(6))))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
