package io.reco.core.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs numbered units of work on a given number of threads, the calling one among them. Units are handed out in ascending
 * order, one at a time, so uneven units balance; each thread works with a state of its own.
 *
 * @param <S> the state of one thread
 */
public final class Parallel<S> {
    private final int units;
    private final Supplier<S> newState;
    private final ObjIntConsumer<S> work;
    private final AtomicInteger next = new AtomicInteger();
    private volatile int failedUnit = Integer.MAX_VALUE;
    private @Nullable Throwable failure;

    private Parallel(int units, Supplier<S> newState, ObjIntConsumer<S> work) {
        this.units = units;
        this.newState = newState;
        this.work = work;
    }

    /**
     * Runs {@code work} for every unit in [0, units). Returns when all threads have stopped; their writes are then visible
     * to the caller. No thread outlives the call.
     *
     * <p>If units fail, the exception of the lowest failing unit is thrown, as a serial loop would throw it; units above it
     * may or may not have run. An interrupt of the caller is kept and does not stop the work.
     *
     * @param threads 1 or above; no more threads are started than there are units
     */
    public static <S> void run(int threads, int units, Supplier<S> newState, ObjIntConsumer<S> work) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads " + threads + " is not 1 or above");
        }
        Parallel<S> run = new Parallel<>(units, newState, work);
        List<Thread> helpers = new ArrayList<>();
        for (int i = 1; i < Math.min(threads, units); i++) {
            Thread helper = new Thread(run::participate, "reco-worker-" + i);
            helper.setDaemon(true);
            helper.start();
            helpers.add(helper);
        }
        run.participate();
        join(helpers);
        run.throwFailure();
    }

    private void participate() {
        int unit = -1;
        try {
            S state = null;
            while ((unit = next.getAndIncrement()) < units && unit < failedUnit) {
                if (state == null) {
                    state = newState.get();
                }
                work.accept(state, unit);
            }
        } catch (RuntimeException | Error e) {
            fail(unit, e);
        }
    }

    private synchronized void fail(int unit, Throwable thrown) {
        if (unit < failedUnit) {
            failedUnit = unit;
            failure = thrown;
        }
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

    private synchronized void throwFailure() {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
    }
}
