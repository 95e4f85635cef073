package io.reco.examples;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM interrupt the thread that works, and the program ends only when it has stopped: {@link #close} lets it.
 *
 * <pre>{@code
 * try (Interruption interruption = Interruption.ofThisThread()) {
 *     work();
 * } // the process may end from here on
 * }</pre>
 */
final class Interruption implements AutoCloseable {
    /** Long enough to end a block of training and to write a file that was begun. */
    private static final long PATIENCE_SECONDS = 120;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(Thread worker) {
        hook = new Thread(
                () -> {
                    worker.interrupt();
                    try {
                        // A worker that does not stop in time is left behind.
                        boolean unused = stopped.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The calling thread is interrupted from now on when the process is told to end. */
    static Interruption ofThisThread() {
        return new Interruption(Thread.currentThread());
    }

    @Override
    public void close() {
        stopped.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending: the hook is what waited for this call.
        }
    }
}
