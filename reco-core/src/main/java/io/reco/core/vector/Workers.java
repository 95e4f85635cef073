package io.reco.core.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs numbered units of work in the calling thread and in helpers from an executor. Each participant has a state of its
 * own and takes the next unit from a counter. The caller does whatever no helper takes, so a busy, small or refusing
 * executor costs speed and never blocks.
 *
 * @param <S> the state of one participant
 */
final class Workers<S> {

    private final int units;
    private final Supplier<S> newState;
    private final ObjIntConsumer<S> work;
    private final AtomicInteger nextUnit = new AtomicInteger();
    private final List<S> states = new ArrayList<>();
    private int running;
    private boolean closed;
    private @Nullable Throwable failure;

    private Workers(int units, Supplier<S> newState, ObjIntConsumer<S> work) {
        this.units = units;
        this.newState = newState;
        this.work = work;
    }

    /**
     * Runs {@code work} for every unit in [0, units) with at most {@code threads} participants, and returns their states,
     * in no particular order. What a unit throws ends the run and is thrown here once all participants have stopped.
     */
    static <S> List<S> run(Executor executor, int threads, int units, Supplier<S> newState, ObjIntConsumer<S> work) {
        Workers<S> workers = new Workers<>(units, newState, work);
        int helpers = Math.min(threads, units) - 1;
        try {
            for (int i = 0; i < helpers; i++) {
                executor.execute(workers::participate);
            }
        } catch (RejectedExecutionException e) {
            // The caller does the work of the helpers that could not start.
        }
        workers.participate();
        return workers.close();
    }

    private void participate() {
        synchronized (this) {
            if (closed) {
                return;
            }
            running++;
        }
        Throwable thrown = null;
        S state = null;
        try {
            int unit = nextUnit.getAndIncrement();
            if (unit < units) {
                S mine = newState.get();
                state = mine;
                for (; unit < units; unit = nextUnit.getAndIncrement()) {
                    work.accept(mine, unit);
                }
            }
        } catch (Throwable e) { // handed to the caller
            thrown = e;
            nextUnit.set(units);
        }
        synchronized (this) {
            running--;
            if (state != null) {
                states.add(state);
            }
            if (thrown != null && failure == null) {
                failure = thrown;
            }
            notifyAll();
        }
    }

    private synchronized List<S> close() {
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
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        return states;
    }
}
