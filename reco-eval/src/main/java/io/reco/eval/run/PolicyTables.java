package io.reco.eval.run;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reco.core.validate.Finding;
import io.reco.eval.policy.PolicyEstimate;
import io.reco.eval.policy.PolicyEvaluation;
import io.reco.eval.policy.PolicyWeights;
import io.reco.eval.stats.Interval;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Estimates of a policy as a table with tabs, and as JSON. */
public final class PolicyTables {
    private PolicyTables() {}

    /**
     * Writes {@code estimator value ci_low ci_high difference difference_low difference_high}, the logged policy first; after an empty line {@code
     * quantity value} of the weights. Numbers keep all digits; what is not defined is {@code NaN}.
     *
     * @param evaluation what to write
     * @param out where to
     */
    public static void writeTsv(PolicyEvaluation evaluation, Appendable out) throws IOException {
        out.append("estimator\tvalue\tci_low\tci_high\tdifference\tdifference_low\tdifference_high\n");
        for (PolicyEstimate estimate : all(evaluation)) {
            out.append(estimate.label());
            for (double number : numbers(estimate).values()) {
                out.append('\t').append(Numbers.text(number));
            }
            out.append('\n');
        }
        out.append("\nquantity\tvalue\n");
        for (Map.Entry<String, Double> entry : numbers(evaluation.weights()).entrySet()) {
            out.append(entry.getKey())
                    .append('\t')
                    .append(Numbers.text(entry.getValue()))
                    .append('\n');
        }
    }

    /**
     * Writes {@code {"settings": ..., "estimates": {label: {...}}, "weights": {...}, "warnings": [...]}}. What is not defined is {@code null}.
     *
     * @param settings what the numbers depend on, by name
     * @param evaluation what to write
     * @param out where to; not closed
     */
    public static void writeJson(Map<String, Object> settings, PolicyEvaluation evaluation, Writer out)
            throws IOException {
        JsonGenerator json = new ObjectMapper().getFactory().createGenerator(out);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.useDefaultPrettyPrinter();
        json.writeStartObject();
        json.writePOJOField("settings", settings);
        json.writeObjectFieldStart("estimates");
        for (PolicyEstimate estimate : all(evaluation)) {
            json.writeObjectFieldStart(estimate.label());
            numbers(json, numbers(estimate));
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeObjectFieldStart("weights");
        numbers(json, numbers(evaluation.weights()));
        json.writeEndObject();
        json.writeArrayFieldStart("warnings");
        for (Finding warning : evaluation.warnings()) {
            json.writeStartObject();
            json.writeStringField("code", warning.code());
            json.writeStringField("message", warning.message());
            json.writeStringField("advice", warning.advice());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw('\n');
        json.flush();
    }

    private static void numbers(JsonGenerator json, Map<String, Double> numbers) throws IOException {
        for (Map.Entry<String, Double> entry : numbers.entrySet()) {
            ScoreJson.number(json, entry.getKey(), entry.getValue());
        }
    }

    private static List<PolicyEstimate> all(PolicyEvaluation evaluation) {
        List<PolicyEstimate> all = new ArrayList<>();
        all.add(evaluation.logged());
        all.addAll(evaluation.estimates());
        return all;
    }

    private static Map<String, Double> numbers(PolicyEstimate estimate) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("value", estimate.value());
        numbers.put("ci_low", low(estimate.interval()));
        numbers.put("ci_high", high(estimate.interval()));
        numbers.put("difference", estimate.difference());
        numbers.put("difference_low", low(estimate.differenceInterval()));
        numbers.put("difference_high", high(estimate.differenceInterval()));
        return numbers;
    }

    private static Map<String, Double> numbers(PolicyWeights weights) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("rows", (double) weights.rows());
        numbers.put("cases", (double) weights.cases());
        numbers.put("mean_weight", weights.mean());
        numbers.put("mean_weight_error", weights.meanError());
        numbers.put("largest_weight", weights.largest());
        numbers.put("clipped_rows", (double) weights.clipped());
        numbers.put("clipped_share", weights.clippedShare());
        numbers.put("effective_rows", weights.effective());
        return numbers;
    }

    private static double low(Optional<Interval> interval) {
        return interval.map(Interval::low).orElse(Double.NaN);
    }

    private static double high(Optional<Interval> interval) {
        return interval.map(Interval::high).orElse(Double.NaN);
    }
}
