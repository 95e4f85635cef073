package io.reco.eval;

import io.reco.core.progress.ProgressListener;
import io.reco.core.recommend.Recommender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Several models in one run: fitted side by side while the memory they need together is within a budget, then evaluated one after the
 * other (an evaluation has threads of its own), in the order given. Immutable.
 *
 * @param models at least one, with names of their own
 */
public record Experiment(List<Model> models) {
    /**
     * A model to be fitted.
     *
     * @param name its name in results
     * @param bytes memory that fitting it takes, 0 or above: an estimate, e.g. of the trainer
     * @param fit fits it; runs on a thread of the experiment
     */
    public record Model(String name, long bytes, Callable<? extends Recommender> fit) {
        /** Checks the estimate. */
        public Model {
            if (bytes < 0) {
                throw new IllegalArgumentException("bytes of '" + name + "' is " + bytes + ", expected 0 or above");
            }
        }
    }

    /**
     * A fitted model.
     *
     * @param name its name in results
     * @param recommender what was fitted
     * @param time by the clock; longer than alone where others were fitted beside it
     */
    public record Fitted(String name, Recommender recommender, Duration time) {}

    /** Copies the list and checks the names. */
    public Experiment {
        models = List.copyOf(models);
        Set<String> names = new HashSet<>();
        for (Model model : models) {
            if (!names.add(model.name)) {
                throw new IllegalArgumentException("two models are named '" + model.name + "'");
            }
        }
        if (models.isEmpty()) {
            throw new IllegalArgumentException("models is empty, expected at least one");
        }
    }

    /** Of these models. */
    public static Experiment of(Model... models) {
        return new Experiment(List.of(models));
    }

    /**
     * {@return all models, fitted, in the order given} A model begins as soon as a thread is free and its bytes fit beside those that run;
     * a smaller one may so overtake a larger one. When one fails, those that run are interrupted, but not
     * waited for: one that does not look at interrupts goes on, on a daemon thread, and holds its memory until it is done.
     *
     * @param threads models at a time at most
     * @param memoryBudget bytes that models in work may need together
     * @param progress told of every model that is done
     * @throws IllegalArgumentException if a model alone exceeds the budget, before any is fitted
     * @throws IllegalStateException if a fit fails with a checked exception, or the thread is interrupted; unchecked exceptions of a
     *     fit are thrown as they are
     */
    public List<Fitted> fit(int threads, long memoryBudget, ProgressListener progress) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + ", expected at least 1");
        }
        for (Model model : models) {
            if (model.bytes > memoryBudget) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "'%s' needs %,d bytes, the budget is %,d: raise it, or make the model smaller",
                        model.name,
                        model.bytes,
                        memoryBudget));
            }
        }
        progress.start("fit the models", models.size(), "models");
        ExecutorService executor = Executors.newFixedThreadPool(Math.min(threads, models.size()), task -> {
            Thread thread = new Thread(task, "reco-fit");
            thread.setDaemon(true);
            return thread;
        });
        try {
            return new Schedule(executor, threads, memoryBudget, progress).run();
        } finally {
            executor.shutdownNow();
            progress.end();
        }
    }

    /**
     * {@return fitted models, evaluated in their order}
     *
     * @param fitted what {@link #fit} gave
     * @param evaluator of the test part
     * @param progress told of every batch of characters
     */
    public static List<EvaluationResult> evaluate(List<Fitted> fitted, Evaluator evaluator, ProgressListener progress) {
        List<EvaluationResult> results = new ArrayList<>();
        for (Fitted model : fitted) {
            results.add(evaluator.evaluate(model.name, model.recommender, ListPostProcessor.NONE, progress));
        }
        return List.copyOf(results);
    }

    /** One run of {@link #fit}, on the caller's thread. */
    private final class Schedule {
        private record Done(int index, Fitted fitted) {}

        private final CompletionService<Done> service;
        private final int threads;
        private final long memoryBudget;
        private final ProgressListener progress;
        private final List<Integer> waiting = new ArrayList<>();
        private final List<Done> done = new ArrayList<>();
        private int running;
        private long used;

        Schedule(ExecutorService executor, int threads, long memoryBudget, ProgressListener progress) {
            this.service = new ExecutorCompletionService<>(executor);
            this.threads = threads;
            this.memoryBudget = memoryBudget;
            this.progress = progress;
            for (int i = 0; i < models.size(); i++) {
                waiting.add(i);
            }
        }

        List<Fitted> run() {
            while (done.size() < models.size()) {
                waiting.removeIf(this::started);
                Done next = take();
                done.add(next);
                running--;
                used -= models.get(next.index).bytes;
                progress.message(next.fitted.name + " fitted");
                progress.advance(1);
            }
            return done.stream()
                    .sorted((a, b) -> Integer.compare(a.index, b.index))
                    .map(Done::fitted)
                    .toList();
        }

        private boolean started(int index) {
            Model model = models.get(index);
            if (running == threads || model.bytes > memoryBudget - used) {
                return false;
            }
            running++;
            used += model.bytes;
            Future<Done> unused = service.submit(() -> {
                long start = System.nanoTime();
                Recommender recommender = model.fit.call();
                return new Done(
                        index, new Fitted(model.name, recommender, Duration.ofNanos(System.nanoTime() - start)));
            });
            return true;
        }

        private Done take() {
            try {
                return service.take().get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("fitting was interrupted", e);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                throw e.getCause() instanceof RuntimeException own
                        ? own
                        : new IllegalStateException("a model could not be fitted", e.getCause());
            }
        }
    }
}
