package io.sparkhessian.distributed.tasks;

/** Thread of a Spark task. */
final class WorkerThread {
  private static final String MARK = ": ";

  private WorkerThread() {}

  /** Puts an item into the name of the current thread; a crash report of the JVM shows the name. */
  static void show(Object item) {
    Thread thread = Thread.currentThread();
    String name = thread.getName();
    int mark = name.indexOf(MARK);
    thread.setName((mark < 0 ? name : name.substring(0, mark)) + MARK + item);
  }
}
