package io.reco.embeddings.tune;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reco.embeddings.item2vec.Item2VecOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a search found.
 *
 * @param options how it searched
 * @param base the options it began with: trial 0
 * @param trials in the order in which they ran; fewer than asked for if the search was interrupted
 */
public record TuningReport(TunerOptions options, Item2VecOptions base, List<Trial> trials) {
    private static final int THIRDS = 3;

    /** Copies the list. */
    public TuningReport {
        trials = List.copyOf(trials);
    }

    /** All trials, best first: the higher score, then the lower number; failures last. */
    public List<Trial> ranked() {
        return trials.stream().sorted(Trial.RANKING).toList();
    }

    /** The best trial; empty if none has a score. */
    public Optional<Trial> best() {
        return trials.stream().filter(trial -> trial.score().isPresent()).min(Trial.RANKING);
    }

    /** Whether all trials ran. */
    public boolean complete() {
        return trials.size() == options.trials() + 1;
    }

    /** What each parameter did, in the order of the ranges. */
    public List<Effect> effects() {
        return options.space().ranges().stream()
                .map(range -> Effect.of(range, trials))
                .toList();
    }

    /** As text: the trials, best first, then what each parameter did. */
    public String toText() {
        List<SearchRange> ranges = options.space().ranges();
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("trial", "score"));
        ranges.forEach(range -> head.add(range.parameter().label()));
        head.add("seconds");
        rows.add(head);
        for (Trial trial : ranked()) {
            List<String> row = new ArrayList<>();
            row.add(trial.number() == 0 ? "start" : Integer.toString(trial.number()));
            row.add(trial.score().isPresent() ? number(trial.score().getAsDouble()) : "failed");
            ranges.forEach(
                    range -> row.add(range.parameter().text(range.parameter().in(trial.options()))));
            row.add(String.format(Locale.ROOT, "%.1f", trial.time().toNanos() / 1e9));
            rows.add(row);
        }
        StringBuilder out = new StringBuilder();
        appendTable(out, rows);
        trials.stream()
                .filter(trial -> !trial.failure().isEmpty())
                .forEach(trial -> out.append("trial ")
                        .append(trial.number())
                        .append(" failed: ")
                        .append(trial.failure())
                        .append('\n'));
        out.append('\n');
        appendEffects(out);
        return out.toString();
    }

    private void appendEffects(StringBuilder out) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("parameter", "importance", "rank corr.", "values", "trials", "mean", "best"));
        for (Effect effect : effects()) {
            Parameter parameter = effect.range().parameter();
            boolean first = true;
            for (Effect.Third third : effect.thirds()) {
                rows.add(List.of(
                        first ? parameter.label() : "",
                        first ? share(effect.importance()) : "",
                        first ? share(effect.rankCorrelation()) : "",
                        third.low() == third.high()
                                ? parameter.text(third.low())
                                : parameter.text(third.low()) + " to " + parameter.text(third.high()),
                        Integer.toString(third.trials()),
                        number(third.mean()),
                        number(third.best())));
                first = false;
            }
        }
        appendTable(out, rows);
        long scored = trials.stream()
                .filter(trial -> trial.number() > 0 && trial.score().isPresent())
                .count();
        out.append("Importance: share of the variance of scores between thirds of the range");
        if (scored > THIRDS) {
            out.append(String.format(Locale.ROOT, "; chance alone gives about %.2f", (THIRDS - 1.0) / (scored - 1)));
        }
        out.append(".\nRank correlation: of value and score, -1 to 1.\n");
    }

    /** Columns padded to the right; two blanks between them. */
    private static void appendTable(StringBuilder out, List<List<String>> rows) {
        int columns = rows.get(0).size();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < columns; c++) {
                int column = c;
                int width = rows.stream()
                        .mapToInt(r -> r.get(column).length())
                        .max()
                        .orElse(0);
                line.append(c == 0 ? "" : "  ")
                        .append(row.get(c))
                        .append(" ".repeat(width - row.get(c).length()));
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static String share(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.2f", value);
    }

    /** As JSON: seed, ranges, trials in the order in which they ran, effects; numbers that are NaN or missing are null. */
    public ObjectNode toJson() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("seed", options.seed());
        root.put("trialsAsked", options.trials());
        root.put("complete", complete());
        ArrayNode ranges = root.putArray("ranges");
        for (SearchRange range : options.space().ranges()) {
            ranges.addObject()
                    .put("parameter", range.parameter().label())
                    .put("low", range.low())
                    .put("high", range.high())
                    .put("scale", range.scale().name().toLowerCase(Locale.ROOT));
        }
        ArrayNode list = root.putArray("trials");
        for (Trial trial : trials) {
            ObjectNode node = list.addObject();
            node.put("number", trial.number());
            put(node, "score", trial.score().orElse(Double.NaN));
            ObjectNode values = node.putObject("options");
            for (Parameter parameter : Parameter.values()) {
                if (parameter.integer()) {
                    values.put(parameter.label(), (long) parameter.in(trial.options()));
                } else {
                    values.put(parameter.label(), parameter.in(trial.options()));
                }
            }
            node.put("seed", trial.options().seed());
            node.put("seconds", trial.time().toNanos() / 1e9);
            if (!trial.failure().isEmpty()) {
                node.put("failure", trial.failure());
            }
        }
        ArrayNode effects = root.putArray("effects");
        for (Effect effect : effects()) {
            ObjectNode node = effects.addObject();
            node.put("parameter", effect.range().parameter().label());
            put(node, "importance", effect.importance());
            put(node, "rankCorrelation", effect.rankCorrelation());
            ArrayNode thirds = node.putArray("thirds");
            for (Effect.Third third : effect.thirds()) {
                thirds.addObject()
                        .put("low", third.low())
                        .put("high", third.high())
                        .put("trials", third.trials())
                        .put("mean", third.mean())
                        .put("best", third.best());
            }
        }
        return root;
    }

    private static void put(ObjectNode node, String field, double value) {
        if (Double.isFinite(value)) {
            node.put(field, value);
        } else {
            node.putNull(field);
        }
    }
}
