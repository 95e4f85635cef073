package io.reco.benchmarks.eval;

import io.reco.eval.metric.DuplicatePolicy;
import io.reco.eval.metric.ListResolver;
import io.reco.eval.metric.Metric;
import io.reco.eval.metric.MetricCollector;
import io.reco.eval.metric.MetricContext;
import io.reco.eval.metric.MetricResources;
import io.reco.eval.metric.Metrics;
import io.reco.eval.metric.Population;
import io.reco.eval.metric.RankedItems;
import io.reco.eval.metric.TiePolicy;
import io.reco.eval.metric.Truth;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One character of {@link ScoreDriver}: a list of 100, ordered, and the twenty metrics. Each call takes another of 1,024 characters. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class MetricContextBenchmark {
    private static final int CHARACTERS = 1024;

    private final GeneratedLists.Generated[] characters = new GeneratedLists.Generated[CHARACTERS];
    private final RankedItems[] ranked = new RankedItems[CHARACTERS];
    private final ListResolver codePoint =
            new ListResolver(Integer::toString, TiePolicy.CODE_POINT, DuplicatePolicy.ERROR);

    @SuppressWarnings("NullAway.Init") // by prepare
    private MetricCollector collector;

    private int next;

    /** Generates the characters. */
    @Setup
    public void prepare() {
        MetricResources resources = MetricResources.none().withPopularity(GeneratedLists.popularity(CHARACTERS));
        List<Metric> metrics = Metrics.parseAll(ScoreDriver.METRICS, resources);
        collector = new MetricCollector(metrics, Population.RELEVANT, GeneratedLists.ITEMS, resources);
        GeneratedLists lists = new GeneratedLists(100);
        for (int c = 0; c < CHARACTERS; c++) {
            characters[c] = lists.character(c);
            ranked[c] = codePoint.resolve(characters[c].items(), characters[c].scores());
        }
    }

    /** Orders a list by score. */
    @Benchmark
    public RankedItems order() {
        GeneratedLists.Generated one = characters[next++ & (CHARACTERS - 1)];
        return codePoint.resolve(one.items(), one.scores());
    }

    /** Makes the context of an ordered list and computes the metrics. */
    @Benchmark
    public double[] measure() {
        int c = next++ & (CHARACTERS - 1);
        GeneratedLists.Generated one = characters[c];
        Truth truth = Truth.graded(one.truth(), one.grades());
        return collector.compute(MetricContext.of(ranked[c], truth, 1, one.history()));
    }
}
