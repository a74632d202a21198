package io.sparkhessian.distributed.tasks;

/** The thread of a Spark task. */
final class WorkerThread {
  private static final String MARK = ": ";

  private WorkerThread() {}

  /** Puts what is computed into the thread's name, which Java's report of a crash shows. */
  static void says(Object item) {
    Thread thread = Thread.currentThread();
    String name = thread.getName();
    int mark = name.indexOf(MARK);
    thread.setName((mark < 0 ? name : name.substring(0, mark)) + MARK + item);
  }
}
