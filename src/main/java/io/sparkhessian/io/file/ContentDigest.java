package io.sparkhessian.io.file;

import io.sparkhessian.Sha256;
import io.sparkhessian.linalg.SparseRows;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.ejml.data.DMatrixRMaj;

/** SHA-256 of the content of texts and matrices, in the order of their addition. */
public final class ContentDigest {
  private static final int BATCH = 8192;

  private final MessageDigest digest = Sha256.newDigest();
  private final ByteBuffer buffer = ByteBuffer.allocate(BATCH * Double.BYTES);

  public void add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
  }

  public void add(DMatrixRMaj matrix) {
    buffer.putInt(matrix.numRows).putInt(matrix.numCols);
    for (int i = 0; i < matrix.getNumElements(); i++) {
      require(Double.BYTES);
      buffer.putDouble(matrix.data[i]);
    }
    flush();
  }

  public void add(SparseRows matrix) {
    buffer.putInt(matrix.rows()).putInt(matrix.columns());
    for (int row = 0; row < matrix.rows(); row++) {
      require(Integer.BYTES);
      buffer.putInt(matrix.start(row + 1) - matrix.start(row));
      for (int k = matrix.start(row); k < matrix.start(row + 1); k++) {
        require(SparseRows.BYTES);
        buffer.putInt(matrix.column(k)).putDouble(matrix.value(k));
      }
    }
    flush();
  }

  private void require(int bytes) {
    if (buffer.remaining() < bytes) {
      flush();
    }
  }

  /** The digest in lower-case hexadecimal digits; to be called once. */
  public String hex() {
    return Sha256.hex(digest);
  }

  private void flush() {
    digest.update(buffer.flip());
    buffer.clear();
  }
}
