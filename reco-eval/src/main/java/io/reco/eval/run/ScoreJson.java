package io.reco.eval.run;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reco.core.parallel.Parallel;
import io.reco.eval.metric.MetricValue;
import io.reco.eval.stats.Interval;
import io.reco.eval.stats.MeanInterval;
import io.reco.eval.stats.TestOptions;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Scores as JSON: {@code settings}, {@code runs} with {@code name}, {@code counts}, {@code metrics} (value, n, left_out, and the ends of the interval
 * of a mean) and, when asked for, {@code users}, and {@code tests} when there are several runs. Numbers keep all digits; what is not defined is
 * {@code null}. Written as a stream.
 */
public final class ScoreJson {
    private ScoreJson() {}

    /**
     * Writes scores.
     *
     * @param settings what the numbers depend on, by name: texts, numbers, booleans
     * @param files settings of each run, e.g. its hash, in the order of the runs
     * @param runs of one scorer
     * @param perUser whether values of users are written
     * @param options of the intervals of means
     * @param comparison of the runs, if there are several
     * @param threads for the intervals, at least 1; no influence on any digit
     * @param out where to; not closed
     */
    public static void write(
            Map<String, Object> settings,
            List<Map<String, Object>> files,
            List<RunScores> runs,
            boolean perUser,
            TestOptions options,
            Optional<RunComparison> comparison,
            int threads,
            Writer out)
            throws IOException {
        JsonGenerator json = new ObjectMapper().getFactory().createGenerator(out);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.useDefaultPrettyPrinter();
        json.writeStartObject();
        json.writePOJOField("settings", settings);
        json.writeArrayFieldStart("runs");
        for (int r = 0; r < runs.size(); r++) {
            run(json, files.get(r), runs.get(r), perUser, intervals(runs.get(r), options, threads));
        }
        json.writeEndArray();
        if (comparison.isPresent()) {
            tests(json, comparison.get());
        }
        json.writeEndObject();
        json.writeRaw('\n');
        json.flush();
    }

    /** Intervals of the metrics of a run that are means, empty for the others. */
    private static List<Optional<Interval>> intervals(RunScores run, TestOptions options, int threads) {
        List<MetricValue> metrics = List.copyOf(run.metrics().values());
        List<Optional<Interval>> intervals = new ArrayList<>(Collections.nCopies(metrics.size(), Optional.empty()));
        Parallel.run(threads, metrics.size(), () -> intervals, (all, m) -> {
            double[] defined = Arrays.stream(metrics.get(m).perCharacter())
                    .filter(v -> !Double.isNaN(v))
                    .toArray();
            all.set(m, MeanInterval.interval(defined, options));
        });
        return intervals;
    }

    private static void run(
            JsonGenerator json,
            Map<String, Object> file,
            RunScores run,
            boolean perUser,
            List<Optional<Interval>> intervals)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("name", run.name());
        for (Map.Entry<String, Object> entry : file.entrySet()) {
            json.writePOJOField(entry.getKey(), entry.getValue());
        }
        json.writeObjectFieldStart("counts");
        json.writeNumberField("users", run.judged());
        json.writeNumberField("without_relevant", run.withoutRelevant());
        json.writeNumberField("missing", run.missing());
        json.writeEndObject();
        json.writeObjectFieldStart("metrics");
        Iterator<Optional<Interval>> next = intervals.iterator();
        for (MetricValue metric : run.metrics().values()) {
            json.writeObjectFieldStart(metric.label());
            number(json, "value", metric.value());
            json.writeNumberField("n", metric.n());
            json.writeNumberField("left_out", metric.leftOut());
            interval(json, MeanInterval.forSize(metric.n()), next.next());
            json.writeEndObject();
        }
        json.writeEndObject();
        if (perUser) {
            users(json, run);
        }
        json.writeEndObject();
    }

    private static void users(JsonGenerator json, RunScores run) throws IOException {
        json.writeObjectFieldStart("users");
        for (int u = 0; u < run.users().size(); u++) {
            json.writeObjectFieldStart(run.users().get(u));
            for (MetricValue metric : run.metrics().values()) {
                if (metric.isMean()) {
                    number(json, metric.label(), run.value(metric.label(), u));
                }
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void tests(JsonGenerator json, RunComparison comparison) throws IOException {
        json.writeStringField(
                "correction",
                comparison.correction().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        json.writeArrayFieldStart("tests");
        for (RunComparison.Row row : comparison.rows()) {
            json.writeStartObject();
            json.writeStringField("metric", row.metric());
            json.writeStringField("a", row.a());
            json.writeStringField("b", row.b());
            json.writeNumberField("n", row.n());
            number(json, "mean_a", row.meanA());
            number(json, "mean_b", row.meanB());
            number(json, "difference", row.difference());
            interval(json, row.intervalMethod(), row.interval());
            number(json, "t_p", row.tP());
            number(json, "wilcoxon_p", row.wilcoxonP());
            number(json, "sign_p", row.signP());
            number(json, "permutation_p", row.permutationP());
            number(json, "adjusted_p", row.adjustedP());
            number(json, "cohen_dz", row.cohenDz());
            number(json, "rank_biserial", row.rankBiserial());
            json.writeNumberField("better", row.better());
            json.writeNumberField("worse", row.worse());
            number(json, "smallest_visible", row.smallestVisible());
            if (row.neededUsers().isPresent()) {
                json.writeNumberField("needed_users", row.neededUsers().get());
            } else {
                json.writeNullField("needed_users");
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void interval(JsonGenerator json, MeanInterval method, Optional<Interval> interval)
            throws IOException {
        if (interval.isPresent()) {
            number(json, "ci_low", interval.get().low());
            number(json, "ci_high", interval.get().high());
            json.writeNumberField("ci_level", interval.get().level());
            json.writeStringField("ci_method", method.label());
        }
    }

    static void number(JsonGenerator json, String name, double value) throws IOException {
        if (!Double.isFinite(value)) {
            json.writeNullField(name);
        } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            json.writeNumberField(name, (long) value);
        } else {
            json.writeNumberField(name, value);
        }
    }
}
