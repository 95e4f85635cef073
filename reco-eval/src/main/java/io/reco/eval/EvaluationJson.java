package io.reco.eval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reco.core.validate.Finding;
import io.reco.eval.metric.MetricValue;
import io.reco.eval.stats.Interval;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Results as JSON: protocol, counts, warnings, every metric with interval and n, segments with
 * the worst one and the mean absolute deviation of each dimension, shares, and paired comparisons. Numbers keep all
 * their digits; what is not defined is {@code null}. Values per character are left out.
 */
public final class EvaluationJson {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private EvaluationJson() {}

    /**
     * {@return a JSON object with {@code results} and, when there are any, {@code comparisons}}
     *
     * @param results evaluated models
     * @param comparisons of them
     */
    public static String write(List<EvaluationResult> results, List<ModelComparison> comparisons) {
        return write(new EvaluationExport(Map.of(), Map.of(), results, comparisons));
    }

    /** With {@code settings} and {@code provenance}, if there are any, before the results. */
    static String write(EvaluationExport export) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        texts(root, "settings", export.settings());
        texts(root, "provenance", export.provenance());
        ArrayNode array = root.putArray("results");
        export.results().forEach(result -> array.add(result(result)));
        if (!export.comparisons().isEmpty()) {
            ArrayNode compared = root.putArray("comparisons");
            export.comparisons().forEach(comparison -> compared.add(comparison(comparison)));
        }
        try {
            return MAPPER.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain numbers and texts is always valid JSON", e);
        }
    }

    private static void texts(ObjectNode root, String name, Map<String, String> texts) {
        if (!texts.isEmpty()) {
            ObjectNode node = root.putObject(name);
            texts.forEach(node::put);
        }
    }

    private static ObjectNode result(EvaluationResult result) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", result.name());
        ObjectNode protocol = node.putObject("protocol");
        result.protocol().entries().forEach(protocol::put);
        ObjectNode counts = node.putObject("counts");
        EvaluationExport.counts(result.counts()).forEach(counts::put);
        ArrayNode warnings = node.putArray("warnings");
        for (Finding finding : result.warnings()) {
            warnings.addObject()
                    .put("code", finding.code())
                    .put("message", finding.message())
                    .put("advice", finding.advice());
        }
        metrics(node.putObject("metrics"), result.metrics());
        ArrayNode segments = node.putArray("segments");
        for (Segment segment : result.segments()) {
            ObjectNode part = segments.addObject();
            part.put("dimension", segment.dimension());
            part.put("label", segment.label());
            part.put("characters", segment.characters());
            metrics(part.putObject("metrics"), segment.metrics());
        }
        dimensions(node.putObject("dimensions"), result);
        ObjectNode shares = node.putObject("shares");
        shares.put("cutoff", result.shares().cutoff());
        shares(shares.putArray("by_popularity"), result.shares().byPopularity());
        shares(shares.putArray("by_genre"), result.shares().byGenre());
        return node;
    }

    private static void dimensions(ObjectNode node, EvaluationResult result) {
        for (String dimension : result.dimensions()) {
            ObjectNode metrics = node.putObject(dimension);
            result.metrics().forEach((label, estimate) -> {
                if (estimate.metric().isMean()) {
                    ObjectNode entry = metrics.putObject(label);
                    entry.put(
                            "worst_segment",
                            result.worstSegment(dimension, label)
                                    .map(Segment::label)
                                    .orElse(null));
                    number(entry, "mean_absolute_deviation", result.meanAbsoluteDeviation(dimension, label));
                }
            });
        }
    }

    private static void shares(ArrayNode array, List<ListShares.Share> shares) {
        for (ListShares.Share share : shares) {
            ObjectNode entry = array.addObject().put("label", share.label());
            number(entry, "training", share.training());
            number(entry, "lists", share.lists());
        }
    }

    private static void metrics(ObjectNode node, Map<String, MetricEstimate> metrics) {
        metrics.forEach((label, estimate) -> {
            MetricValue metric = estimate.metric();
            ObjectNode entry = node.putObject(label);
            number(entry, "value", metric.value());
            interval(entry, estimate.interval());
            if (estimate.interval().isPresent()) {
                entry.put("interval_method", estimate.intervalMethod().label());
            }
            entry.put("n", metric.n());
            entry.put("left_out", metric.leftOut());
        });
    }

    private static void interval(ObjectNode node, Optional<Interval> interval) {
        if (interval.isPresent()) {
            number(node, "low", interval.get().low());
            number(node, "high", interval.get().high());
            node.put("level", interval.get().level());
        }
    }

    private static ObjectNode comparison(ModelComparison comparison) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("filter", comparison.protocol().filter());
        ObjectNode protocol = node.putObject("protocol");
        comparison.protocol().entries().forEach(protocol::put);
        node.put("baseline", comparison.baseline());
        node.put("correction", comparison.correction().name());
        node.put("tests", comparison.comparisons());
        ArrayNode rows = node.putArray("rows");
        for (ModelComparison.Row row : comparison.rows()) {
            if (row.difference().isPresent()) {
                ModelComparison.Difference difference = row.difference().get();
                ObjectNode entry = rows.addObject();
                entry.put("metric", row.metric());
                entry.put("model", row.model());
                entry.put("n", difference.n());
                number(entry, "difference", difference.mean());
                interval(entry, difference.interval());
                number(entry, "p", difference.p());
                number(entry, "adjusted_p", difference.adjustedP());
                number(entry, "t_p", difference.tP());
                number(entry, "wilcoxon_p", difference.wilcoxonP());
                number(entry, "sign_p", difference.signP());
                number(entry, "cohen_dz", difference.cohenDz());
                number(entry, "smallest_visible", difference.smallestVisible());
                entry.put("interval_method", difference.intervalMethod().label());
                entry.put("larger", difference.larger());
                entry.put("smaller", difference.smaller());
            }
        }
        return node;
    }

    private static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }
}
