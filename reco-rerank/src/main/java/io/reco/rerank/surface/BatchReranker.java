package io.reco.rerank.surface;

import io.reco.core.parallel.Parallel;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes the lists of a stream of requests, with bounded memory: requests are taken one at a time, worked on by several
 * threads, and handed to the sink one at a time in the order in which they came. At most {@code capacity} requests are
 * under way or wait for their turn at any moment, so neither a slow sink nor a slow request lets results pile up. O(capacity)
 * memory however long the stream is.
 *
 * <pre>{@code
 * new BatchReranker(8, 1024).run(queries.iterator(), surface::rerank, list -> sender.send(list.items()));
 * }</pre>
 *
 * @param threads number of threads, the calling one included; 1 or above
 * @param capacity most requests at a time, {@code threads} or above
 */
public record BatchReranker(int threads, int capacity) {
    /** Checks the ranges. */
    public BatchReranker {
        if (threads < 1) {
            throw new IllegalArgumentException("threads " + threads + " is not 1 or above");
        }
        if (capacity < threads) {
            throw new IllegalArgumentException("capacity " + capacity + " is not " + threads + " (threads) or above");
        }
    }

    /**
     * Works through all requests; returns when the sink has had all results.
     *
     * @param requests taken by one thread at a time; may wait for the next request while earlier ones are worked on and
     *     delivered
     * @param work what to do with a request, from several threads at once; its result is not null
     * @param sink given the results in the order of the requests, by one thread at a time
     * @return number of requests
     * @throws IllegalStateException if a request fails: the first one in their order, with its number (from 0) and its own
     *     exception as the cause. The sink has had the results of all requests before it and of none after
     */
    public <Q, R> long run(Iterator<Q> requests, Function<? super Q, ? extends R> work, Consumer<? super R> sink) {
        Belt<Q, R> belt = new Belt<>(requests, work, sink, capacity);
        Parallel.run(threads, threads, () -> belt, (shared, worker) -> shared.work());
        return belt.finish();
    }

    /** Requests under way: a ring of results by number, of which the oldest go to the sink. */
    private static final class Belt<Q, R> {
        /** Held while a request is taken, which may wait; results come and go meanwhile under the monitor of this. */
        private final Object requestLock = new Object();

        private final Iterator<Q> requests;
        private final Function<? super Q, ? extends R> work;
        private final Consumer<? super R> sink;
        private final @Nullable Object[] ring;
        private long taken;
        private long delivered;
        /** Whether a thread hands results to the sink at the moment. */
        private boolean delivering;

        /** Guarded by the lock of the requests. */
        private boolean ended;

        private long failed = Long.MAX_VALUE;
        private @Nullable Throwable failure;

        Belt(Iterator<Q> requests, Function<? super Q, ? extends R> work, Consumer<? super R> sink, int capacity) {
            this.requests = requests;
            this.work = work;
            this.sink = sink;
            ring = new Object[capacity];
        }

        /** Takes requests until there are no more. */
        void work() {
            while (true) {
                long number;
                Q request;
                synchronized (requestLock) {
                    number = awaitRoom();
                    if (number < 0) {
                        return;
                    }
                    try {
                        if (!requests.hasNext()) {
                            ended = true;
                            return;
                        }
                        request = requests.next();
                    } catch (RuntimeException | Error e) {
                        fail(number, e);
                        return;
                    }
                    took();
                }
                try {
                    R result = work.apply(request);
                    if (result == null) {
                        throw new NullPointerException("the result is null");
                    }
                    put(number, result);
                } catch (RuntimeException | Error e) {
                    fail(number, e);
                }
                deliver();
            }
        }

        /** A request may be taken when its place in the ring is free. Gives its number, or -1 when none is to be taken. */
        private synchronized long awaitRoom() {
            boolean interrupted = false;
            while (taken - delivered >= ring.length && failed == Long.MAX_VALUE) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return ended || failed != Long.MAX_VALUE ? -1 : taken;
        }

        private synchronized void took() {
            taken++;
        }

        private synchronized void put(long number, Object result) {
            ring[(int) (number % ring.length)] = result;
        }

        private synchronized void fail(long number, Throwable thrown) {
            if (number < failed) {
                failed = number;
                failure = thrown;
            }
            notifyAll();
        }

        /** Hands over what is ready, unless another thread is at it; that one then sees what this one put. */
        private void deliver() {
            while (true) {
                R result;
                synchronized (this) {
                    int place = (int) (delivered % ring.length);
                    Object next = ring[place];
                    if (delivering || next == null || delivered >= failed) {
                        return;
                    }
                    delivering = true;
                    @SuppressWarnings("unchecked") // put by this class
                    R own = (R) next;
                    result = own;
                    ring[place] = null;
                }
                try {
                    sink.accept(result);
                } catch (RuntimeException | Error e) {
                    fail(delivered, e);
                }
                synchronized (this) {
                    delivering = false;
                    delivered++;
                    notifyAll();
                }
            }
        }

        synchronized long finish() {
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure != null) {
                throw new IllegalStateException("request " + failed + ": " + failure.getMessage(), failure);
            }
            return taken;
        }
    }
}
