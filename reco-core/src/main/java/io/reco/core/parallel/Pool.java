package io.reco.core.parallel;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;

/**
 * Keeps big buffers between calls: as many as there are processors, the rest are left to the collector. Never blocks.
 * Thread-safe; a buffer belongs to one caller between {@link #take} and {@link #give}.
 *
 * @param <T> the buffers
 */
public final class Pool<T> {
    private final Supplier<T> make;
    private final BlockingQueue<T> idle =
            new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

    /** A pool that makes a buffer when none is idle. */
    public Pool(Supplier<T> make) {
        this.make = make;
    }

    /** A buffer in the state in which it was given back. */
    public T take() {
        T buffer = idle.poll();
        return buffer == null ? make.get() : buffer;
    }

    /** Gives a buffer back. */
    public void give(T buffer) {
        boolean unused = idle.offer(buffer);
    }
}
