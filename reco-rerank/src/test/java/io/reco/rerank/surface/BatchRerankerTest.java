package io.reco.rerank.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BatchRerankerTest {
    private static Iterator<Integer> numbers(int n) {
        return IntStream.range(0, n).iterator();
    }

    /** Work of uneven size. */
    private static int square(int i) {
        long sum = 0;
        for (int j = 0; j < (i * 7919 % 97) * 50; j++) {
            sum += j ^ i;
        }
        return sum == Long.MIN_VALUE ? -1 : i * i;
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 10", "2, 2", "4, 4", "4, 64", "8, 1000"})
    void resultsComeInTheOrderOfTheRequests(int threads, int capacity) {
        for (int n : new int[] {0, 1, 7, 5000}) {
            List<Integer> results = new ArrayList<>();
            long done = new BatchReranker(threads, capacity).run(numbers(n), BatchRerankerTest::square, results::add);
            assertThat(done).isEqualTo(n);
            assertThat(results)
                    .isEqualTo(IntStream.range(0, n).mapToObj(i -> i * i).toList());
        }
    }

    @Test
    void resultsAreDeliveredWhileTheRequestsWait() {
        CountDownLatch delivered = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        List<Boolean> inTime = new ArrayList<>();
        Iterator<Integer> requests = new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < 2;
            }

            @Override
            public Integer next() {
                if (next == 1) {
                    asked.countDown();
                    try {
                        inTime.add(delivered.await(5, TimeUnit.SECONDS));
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                }
                return next++;
            }
        };
        new BatchReranker(2, 4)
                .run(
                        requests,
                        i -> {
                            if (i == 0) {
                                await(asked);
                            }
                            return i;
                        },
                        i -> delivered.countDown());
        assertThat(inTime).containsExactly(true);
    }

    @Test
    void noMoreThanTheCapacityIsUnderWay() {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Iterator<Integer> requests = new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < 20_000;
            }

            @Override
            public Integer next() {
                most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                return next++;
            }
        };
        new BatchReranker(4, 16).run(requests, BatchRerankerTest::square, result -> underWay.decrementAndGet());
        // The result that the sink has just taken may still count for the moment.
        assertThat(most.get()).isBetween(1, 16);
        assertThat(underWay.get()).isZero();
    }

    @Test
    void aSlowRequestHoldsTheOthersBackAtTheCapacity() {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger finished = new AtomicInteger();
        List<Integer> results = new ArrayList<>();
        new BatchReranker(2, 8)
                .run(
                        numbers(100),
                        i -> {
                            if (i == 0) {
                                await(release);
                            } else if (finished.incrementAndGet() == 7) {
                                // Requests 1 to 7 fill the belt; 8 cannot be taken before 0 is through.
                                release.countDown();
                            }
                            return i;
                        },
                        results::add);
        assertThat(results).isEqualTo(IntStream.range(0, 100).boxed().toList());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "4"})
    void theFirstFailureEndsTheRunAndEverythingBeforeItIsDelivered(int threads) {
        for (int round = 0; round < 50; round++) {
            List<Integer> results = new ArrayList<>();
            assertThatThrownBy(() -> new BatchReranker(threads, 32)
                            .run(
                                    numbers(1000),
                                    i -> {
                                        if (i >= 200 && i % 3 == 2) {
                                            throw new IllegalArgumentException("no " + i);
                                        }
                                        return square(i);
                                    },
                                    results::add))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("request 200: no 200")
                    .hasCauseInstanceOf(IllegalArgumentException.class);
            assertThat(results)
                    .isEqualTo(IntStream.range(0, 200).mapToObj(i -> i * i).toList());
        }
    }

    @Test
    void failuresOfTheSinkAndOfTheRequestsEndTheRun() {
        List<Integer> results = new ArrayList<>();
        assertThatThrownBy(() -> new BatchReranker(3, 9).run(numbers(100), i -> i, i -> {
                    if (i == 50) {
                        throw new IllegalStateException("full");
                    }
                    results.add(i);
                }))
                .hasMessage("request 50: full");
        assertThat(results).hasSize(50);
        Iterator<Integer> broken = new Iterator<>() {
            @Override
            public boolean hasNext() {
                throw new IllegalStateException("lost");
            }

            @Override
            public Integer next() {
                return 0;
            }
        };
        assertThatThrownBy(() -> new BatchReranker(3, 9).run(broken, i -> i, i -> {}))
                .hasMessage("request 0: lost");
    }

    @Test
    void parametersAreChecked() {
        assertThatThrownBy(() -> new BatchReranker(0, 1)).hasMessage("threads 0 is not 1 or above");
        assertThatThrownBy(() -> new BatchReranker(4, 3)).hasMessage("capacity 3 is not 4 (threads) or above");
    }
}
