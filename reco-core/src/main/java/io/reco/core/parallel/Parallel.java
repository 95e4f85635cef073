package io.reco.core.parallel;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs numbered units of work in the calling thread and in helpers. Units are handed out in ascending order, one at a
 * time, so uneven units balance; each participant works with a state of its own.
 *
 * @param <S> the state of one participant
 */
public final class Parallel<S> {
    private final int units;
    private final Supplier<S> newState;
    private final ObjIntConsumer<S> work;
    private final AtomicInteger next = new AtomicInteger();
    private final List<S> states = new ArrayList<>();
    private volatile int failedUnit = Integer.MAX_VALUE;
    private @Nullable Throwable failure;
    private int running;
    private boolean closed;

    private Parallel(int units, Supplier<S> newState, ObjIntConsumer<S> work) {
        this.units = units;
        this.newState = newState;
        this.work = work;
    }

    /**
     * Runs {@code work} for every unit in [0, units) on threads made for this call. Returns when all of them have ended;
     * their writes are then visible to the caller. No thread outlives the call, however it ends.
     *
     * <p>If units fail, the exception of the lowest failing unit is thrown, as a serial loop would throw it; units above it
     * may or may not have run. An interrupt of the caller is kept and does not stop the work.
     *
     * @param threads 1 or above, the calling one included; no more are started than there are units
     */
    public static <S> void run(int threads, int units, Supplier<S> newState, ObjIntConsumer<S> work) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads " + threads + " is not 1 or above");
        }
        List<Thread> helpers = new ArrayList<>();
        Executor starter = task -> {
            Thread helper = new Thread(task, "reco-worker-" + (helpers.size() + 1));
            helper.setDaemon(true);
            helper.start();
            helpers.add(helper);
        };
        try {
            run(starter, threads, units, newState, work);
        } finally {
            join(helpers);
        }
    }

    /**
     * As the other, with helpers from an executor. Returns the states of the participants that had work, in no particular
     * order. The caller does whatever no helper takes, so a busy, small or refusing executor costs speed and never blocks.
     * What else the executor throws ends the run and is thrown here once all helpers have stopped.
     *
     * @param threads the most participants, the caller included; 1 or above
     */
    public static <S> List<S> run(
            Executor executor, int threads, int units, Supplier<S> newState, ObjIntConsumer<S> work) {
        Parallel<S> run = new Parallel<>(units, newState, work);
        try {
            run.start(executor, Math.min(threads, units) - 1);
            run.participate();
        } finally {
            run.close();
        }
        return run.result();
    }

    private void start(Executor executor, int helpers) {
        try {
            for (int i = 0; i < helpers; i++) {
                executor.execute(this::participate);
            }
        } catch (RejectedExecutionException e) {
            // The caller does the work of the helpers that could not start.
        } catch (RuntimeException | Error e) {
            next.set(units);
            throw e;
        }
    }

    private void participate() {
        synchronized (this) {
            if (closed) {
                return;
            }
            running++;
        }
        int unit = -1;
        S state = null;
        Throwable thrown = null;
        try {
            while ((unit = next.getAndIncrement()) < units && unit < failedUnit) {
                if (state == null) {
                    state = newState.get();
                }
                work.accept(state, unit);
            }
        } catch (Throwable e) { // handed to the caller
            thrown = e;
        }
        synchronized (this) {
            running--;
            if (state != null) {
                states.add(state);
            }
            if (thrown != null && unit < failedUnit) {
                failedUnit = unit;
                failure = thrown;
            }
            notifyAll();
        }
    }

    /** Keeps helpers out that have not begun, and waits for those that have. */
    private synchronized void close() {
        closed = true;
        boolean interrupted = false;
        while (running > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized List<S> result() {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        if (failure != null) {
            throw new UndeclaredThrowableException(failure);
        }
        return states;
    }

    private static void join(List<Thread> helpers) {
        boolean interrupted = false;
        for (Thread helper : helpers) {
            while (true) {
                try {
                    helper.join();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
