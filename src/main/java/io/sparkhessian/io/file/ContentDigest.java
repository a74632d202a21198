package io.sparkhessian.io.file;

import io.sparkhessian.linalg.SparseRows;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.ejml.data.DMatrixRMaj;

/** SHA-256 of texts and matrices, by what they hold and in the order in which they are added. */
public final class ContentDigest {
  private static final int BATCH = 8192;

  private final MessageDigest digest;
  private final ByteBuffer buffer = ByteBuffer.allocate(BATCH * Double.BYTES);

  public ContentDigest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

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

  /** In lower-case hexadecimal digits; ask once. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private void flush() {
    digest.update(buffer.flip());
    buffer.clear();
  }
}
