package io.reco.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.progress.ProgressListener;
import io.reco.core.recommend.Recommender;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ExperimentTest {
    private static Experiment.Model model(String name, long bytes, Callable<Recommender> fit) {
        return new Experiment.Model(name, bytes, fit);
    }

    private static List<Experiment.Fitted> fit(int threads, long budget, Experiment.Model... models) {
        return Experiment.of(models).fit(threads, budget, ProgressListener.none());
    }

    @Test
    void modelsThatFitTogetherRunSideBySideAndComeBackInOrder() {
        CountDownLatch both = new CountDownLatch(2);
        Callable<Recommender> meets = () -> {
            both.countDown();
            if (!both.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the other model did not run beside it");
            }
            return new ToyWorld.InOrder();
        };
        assertThat(fit(2, 10, model("b", 5, meets), model("a", 5, meets)))
                .extracting(Experiment.Fitted::name)
                .containsExactly("b", "a");
    }

    @Test
    void theBudgetIsKept() {
        AtomicInteger used = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Experiment.Model[] models = new Experiment.Model[8];
        for (int i = 0; i < models.length; i++) {
            int bytes = 2 + i % 4;
            models[i] = model("m" + i, bytes, () -> {
                most.accumulateAndGet(used.addAndGet(bytes), Math::max);
                Recommender fitted = new ToyWorld.InOrder();
                used.addAndGet(-bytes);
                return fitted;
            });
        }
        assertThat(fit(8, 6, models)).hasSize(8);
        assertThat(most.get()).isLessThanOrEqualTo(6);
    }

    @Test
    void aModelLargerThanTheBudgetIsRefusedBeforeAnyIsFitted() {
        AtomicInteger fitted = new AtomicInteger();
        Callable<Recommender> counts = () -> {
            fitted.incrementAndGet();
            return new ToyWorld.InOrder();
        };
        assertThatThrownBy(() -> fit(1, 10, model("small", 1, counts), model("large", 11, counts)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'large' needs 11 bytes, the budget is 10: raise it, or make the model smaller");
        assertThat(fitted).hasValue(0);
    }

    @Test
    void failuresAreThrown() {
        assertThatThrownBy(() -> fit(2, 10, model("x", 1, () -> {
                    throw new IllegalArgumentException("bad data");
                })))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bad data");
        assertThatThrownBy(() -> fit(2, 10, model("x", 1, () -> {
                    throw new IOException("disk");
                })))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("disk");
    }

    @Test
    void fittedModelsAreEvaluatedUnderTheirNames() {
        Evaluator evaluator =
                Evaluator.of(ToyWorld.train(), ToyWorld.test(), "by hand", EvaluationOptions.of(2, "recall@2"));
        List<Experiment.Fitted> fitted =
                fit(2, 10, model("one", 1, ToyWorld.InOrder::new), model("two", 1, ToyWorld.InOrder::new));
        assertThat(Experiment.evaluate(fitted, evaluator, ProgressListener.none()))
                .extracting(EvaluationResult::name)
                .containsExactly("one", "two");
    }

    @Test
    void namesAndRangesAreChecked() {
        Experiment.Model one = model("x", 1, ToyWorld.InOrder::new);
        assertThatThrownBy(() -> Experiment.of(one, one)).hasMessageContaining("two models are named 'x'");
        assertThatThrownBy(Experiment::of).hasMessageContaining("models is empty");
        assertThatThrownBy(() -> model("x", -1, ToyWorld.InOrder::new)).hasMessageContaining("bytes of 'x' is -1");
        assertThatThrownBy(() -> fit(0, 1, one)).hasMessageContaining("threads is 0");
    }
}
