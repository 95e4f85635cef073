package io.reco.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A fixed number of threads that compute independent things and give them back in order. One thread is the caller's. */
final class Workers implements AutoCloseable {
    private final int threads;
    private final @Nullable ExecutorService executor;

    Workers(int threads) {
        this.threads = threads;
        this.executor = threads == 1
                ? null
                : Executors.newFixedThreadPool(threads, task -> {
                    Thread thread = new Thread(task, "reco-eval");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** The function of 0..n-1, in this order; the first exception of any of them is thrown. */
    <T> List<T> map(int n, IntFunction<T> function) {
        if (executor == null) {
            return range(0, n, function);
        }
        int chunk = Math.max(1, (n + 4 * threads - 1) / (4 * threads));
        List<Callable<List<T>>> tasks = new ArrayList<>();
        for (int from = 0; from < n; from += chunk) {
            int start = from;
            int end = Math.min(n, from + chunk);
            tasks.add(() -> range(start, end, function));
        }
        List<T> results = new ArrayList<>(n);
        try {
            for (Future<List<T>> future : executor.invokeAll(tasks)) {
                results.addAll(future.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("evaluation was interrupted", e);
        } catch (ExecutionException e) {
            throw unwrapped(e);
        }
        return results;
    }

    private static RuntimeException unwrapped(ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
    }

    private static <T> List<T> range(int from, int to, IntFunction<T> function) {
        List<T> results = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            results.add(function.apply(i));
        }
        return results;
    }

    @Override
    public void close() {
        if (executor != null) {
            executor.shutdownNow();
        }
    }
}
