package io.reco.core.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 300})
    void everyUnitRunsOnceWithTheStateOfItsThread(int threads) {
        AtomicIntegerArray runs = new AtomicIntegerArray(200);
        AtomicInteger states = new AtomicInteger();
        AtomicInteger strangers = new AtomicInteger();
        Parallel.run(
                threads,
                200,
                () -> {
                    states.incrementAndGet();
                    return Thread.currentThread();
                },
                (thread, unit) -> {
                    strangers.addAndGet(thread == Thread.currentThread() ? 0 : 1);
                    runs.incrementAndGet(unit);
                });
        for (int unit = 0; unit < 200; unit++) {
            assertThat(runs.get(unit)).as("unit %d", unit).isEqualTo(1);
        }
        assertThat(strangers.get()).isZero();
        assertThat(states.get()).isBetween(1, Math.min(threads, 200));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void theLowestFailingUnitIsThrownAndAllBelowItRan(int threads) {
        for (int round = 0; round < 50; round++) {
            AtomicIntegerArray runs = new AtomicIntegerArray(100);
            assertThatThrownBy(() -> Parallel.run(threads, 100, () -> runs, (array, unit) -> {
                        array.incrementAndGet(unit);
                        if (unit % 10 == 7 && unit >= 37) {
                            throw new IllegalStateException("unit " + unit);
                        }
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("unit 37");
            for (int unit = 0; unit <= 37; unit++) {
                assertThat(runs.get(unit)).as("unit %d", unit).isEqualTo(1);
            }
        }
    }

    @Test
    void errorsAreThrownAsTheyAre() {
        assertThatThrownBy(() -> Parallel.run(2, 3, () -> "", (state, unit) -> {
                    throw new AssertionError("unit " + unit);
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessage("unit 0");
    }

    @Test
    void anExecutorThatBreaksLeavesNoHelperAtWork() throws InterruptedException {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch broken = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        Executor breaking = task -> {
            if (working.getCount() == 0) {
                broken.countDown();
                throw new IllegalStateException("broken");
            }
            pool.execute(task);
            await(working);
        };
        assertThatThrownBy(() -> Parallel.run(breaking, 3, 5_000_000, () -> "", (state, unit) -> {
                    working.countDown();
                    await(broken);
                    done.incrementAndGet();
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("broken");
        int atReturn = done.get();
        pool.shutdown();
        assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(done.get()).isEqualTo(atReturn).isPositive();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void checkedExceptionsThatSlipThroughAreThrownToo() {
        assertThatThrownBy(() -> Parallel.run(2, 3, () -> "", (state, unit) -> {
                    throw ParallelTest.<RuntimeException>sneaky(new IOException("unit " + unit));
                }))
                .isInstanceOf(UndeclaredThrowableException.class)
                .hasRootCauseMessage("unit 0");
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T sneaky(Throwable e) throws T {
        throw (T) e;
    }

    @Test
    void noUnitsNeedNoState() {
        AtomicInteger states = new AtomicInteger();
        Parallel.run(3, 0, states::incrementAndGet, (state, unit) -> {});
        assertThat(states.get()).isZero();
    }

    @Test
    void anInterruptedCallerFinishesAndStaysInterrupted() {
        AtomicInteger done = new AtomicInteger();
        Thread.currentThread().interrupt();
        Parallel.run(3, 50, () -> "", (state, unit) -> done.incrementAndGet());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(done.get()).isEqualTo(50);
    }

    @Test
    void zeroThreadsAreRefused() {
        assertThatThrownBy(() -> Parallel.run(0, 1, () -> "", (state, unit) -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("threads 0");
    }
}
