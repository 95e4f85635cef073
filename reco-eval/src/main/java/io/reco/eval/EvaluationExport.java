package io.reco.eval;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Results with all that is needed to understand them later, as JSON, CSV and Markdown. Immutable.
 *
 * @param settings what was chosen, by name; {@link #settings(EvaluationOptions)} gives those of an evaluator
 * @param provenance where it comes from, by name: data and its hash, versions, JDK, kernels, seed, time
 * @param results evaluated models, also under several protocols
 * @param comparisons of them
 */
public record EvaluationExport(
        Map<String, String> settings,
        Map<String, String> provenance,
        List<EvaluationResult> results,
        List<ModelComparison> comparisons) {

    /** Copies the collections. */
    public EvaluationExport {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
        results = List.copyOf(results);
        comparisons = List.copyOf(comparisons);
    }

    /**
     * {@return options by name, without those that say how the parts were divided, which the protocol of each result tells}
     *
     * @param options of an evaluator
     */
    public static Map<String, String> settings(EvaluationOptions options) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("metrics", String.join(", ", options.metrics()));
        settings.put("list length", Integer.toString(options.listLength()));
        settings.put("candidates", Integer.toString(options.candidates()));
        settings.put("threads", Integer.toString(options.threads()));
        settings.put("batch size", Integer.toString(options.batchSize()));
        settings.put("confidence", Double.toString(options.confidence()));
        settings.put("resamples", Integer.toString(options.resamples()));
        settings.put("resampling seed", Long.toString(options.seed()));
        return settings;
    }

    /**
     * {@return where the time of some evaluations went, by name, for the provenance}
     *
     * @param results of them
     */
    public static Map<String, String> times(List<EvaluationResult> results) {
        EvaluationTimes sum =
                results.stream().map(EvaluationResult::times).reduce(EvaluationTimes.NONE, EvaluationTimes::plus);
        Map<String, String> times = new LinkedHashMap<>();
        times.put("evaluation time", sum.toText());
        return times;
    }

    /** {@return everything, see {@link EvaluationJson}} */
    public String toJson() {
        return EvaluationJson.write(this);
    }

    /** {@return values in the long form, see {@link EvaluationCsv}} */
    public String toCsv() {
        return EvaluationCsv.write(this);
    }

    /** {@return tables for people, see {@link EvaluationMarkdown}} */
    public String toMarkdown() {
        return EvaluationMarkdown.write(this);
    }

    /**
     * Writes {@code evaluation.json}, {@code evaluation.csv} and {@code evaluation.md}, in UTF-8, each to a temporary name beside the
     * file first; files of these names are replaced.
     *
     * @param folder made if it is missing
     * @throws IOException if one cannot be written
     */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        replace(folder.resolve("evaluation.json"), toJson());
        replace(folder.resolve("evaluation.csv"), toCsv());
        replace(folder.resolve("evaluation.md"), toMarkdown());
    }

    private static void replace(Path file, String text) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        Files.writeString(temporary, text, StandardCharsets.UTF_8);
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Counts by the names they have in every format. */
    static Map<String, Integer> counts(EvaluationCounts counts) {
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put("characters", counts.characters());
        map.put("without_relevant", counts.withoutRelevant());
        map.put("without_list", counts.withoutList());
        map.put("fallback_served", counts.fallbackServed());
        map.put("short_lists", counts.shortLists());
        map.put("seen_truth_dropped", counts.seenTruthDropped());
        map.put("seen_shown", counts.seenShown());
        return map;
    }

    /** Four decimals for people; a dash for what is not defined. */
    static String rounded(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4f", value) : "\u2013";
    }
}
