package io.sparkhessian.spark.run;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.ejml.data.DMatrixRMaj;

/**
 * What a result depends on, in one number: the job's settings, the objective's graph, the
 * parameters and the data, all by content, so that neither paths nor the names of classes count.
 */
final class Fingerprint {
  private static final int BATCH = 8192;

  private final MessageDigest digest;

  private Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** SHA-256 in hexadecimal digits. */
  static String of(LoadedJob loaded) {
    Fingerprint fingerprint = new Fingerprint();
    fingerprint.add(loaded.job().fingerprint());
    fingerprint.add(GraphText.of(loaded.problem().objective()));
    loaded.parameterNames().forEach(fingerprint::add);
    double[] parameters = loaded.problem().parameters();
    fingerprint.add(DMatrixRMaj.wrap(1, parameters.length, parameters));
    fingerprint.add(loaded.samples().features());
    fingerprint.add(loaded.samples().labels());
    fingerprint.add(loaded.samples().weights());
    return HexFormat.of().formatHex(fingerprint.digest.digest());
  }

  private void add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
  }

  private void add(DMatrixRMaj matrix) {
    ByteBuffer buffer = ByteBuffer.allocate(BATCH * Double.BYTES);
    buffer.putInt(matrix.numRows).putInt(matrix.numCols);
    for (int i = 0; i < matrix.getNumElements(); i++) {
      if (buffer.remaining() < Double.BYTES) {
        flush(buffer);
      }
      buffer.putDouble(matrix.data[i]);
    }
    flush(buffer);
  }

  private void flush(ByteBuffer buffer) {
    digest.update(buffer.flip());
    buffer.clear();
  }
}
