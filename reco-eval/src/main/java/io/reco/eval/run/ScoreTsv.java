package io.reco.eval.run;

import io.reco.eval.metric.Population;
import io.reco.eval.stats.Interval;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Scores as a table with tabs, lines ended by LF. The header is {@code user}, the metrics, {@code users}, {@code without_relevant}, {@code missing}; with
 * several runs a column {@code run} comes first. A row for every user when asked for, then the means in a row called {@code *relevant},
 * {@code *judged} or {@code *both} after the population, with the counts. Numbers keep all digits; what is not defined is {@code NaN}.
 */
public final class ScoreTsv {
    private ScoreTsv() {}

    /**
     * Writes scores.
     *
     * @param runs of one scorer, at least one
     * @param population that the means are over
     * @param perUser whether every user gets a row
     * @param out where to
     */
    public static void write(List<RunScores> runs, Population population, boolean perUser, Appendable out)
            throws IOException {
        boolean several = runs.size() > 1;
        Set<String> labels = runs.get(0).metrics().keySet();
        out.append(several ? "run\tuser" : "user");
        for (String label : labels) {
            out.append('\t').append(label);
        }
        out.append("\tusers\twithout_relevant\tmissing\n");
        for (RunScores run : runs) {
            String first = several ? run.name() + "\t" : "";
            if (perUser) {
                for (int u = 0; u < run.users().size(); u++) {
                    out.append(first).append(run.users().get(u));
                    for (String label : labels) {
                        out.append('\t').append(Numbers.text(run.value(label, u)));
                    }
                    boolean judged = u < run.judged();
                    out.append(judged ? "\t1\t" : "\t0\t")
                            .append(judged && !run.hasRelevant(u) ? '1' : '0')
                            .append('\t')
                            .append(judged && !run.inRun(u) ? '1' : '0')
                            .append('\n');
                }
            }
            out.append(first).append('*').append(population.label());
            for (var metric : run.metrics().values()) {
                out.append('\t').append(Numbers.text(metric.value()));
            }
            out.append('\t').append(Integer.toString(run.judged()));
            out.append('\t').append(Integer.toString(run.withoutRelevant()));
            out.append('\t').append(Integer.toString(run.missing())).append('\n');
        }
    }

    /**
     * Writes paired tests, with a header.
     *
     * @param comparison of runs
     * @param out where to
     */
    public static void write(RunComparison comparison, Appendable out) throws IOException {
        out.append("metric\ta\tb\tn\tmean_a\tmean_b\tdifference\tci_low\tci_high\tci_method\tt_p\twilcoxon_p\tsign_p"
                + "\tpermutation_p\tadjusted_p\tcohen_dz\trank_biserial\tbetter\tworse\tsmallest_visible"
                + "\tneeded_users\n");
        for (RunComparison.Row row : comparison.rows()) {
            out.append(row.metric()).append('\t').append(row.a()).append('\t').append(row.b());
            numbers(
                    out,
                    row.n(),
                    row.meanA(),
                    row.meanB(),
                    row.difference(),
                    row.interval().map(Interval::low).orElse(Double.NaN),
                    row.interval().map(Interval::high).orElse(Double.NaN));
            out.append('\t').append(row.intervalMethod().label());
            numbers(
                    out,
                    row.tP(),
                    row.wilcoxonP(),
                    row.signP(),
                    row.permutationP(),
                    row.adjustedP(),
                    row.cohenDz(),
                    row.rankBiserial(),
                    row.better(),
                    row.worse(),
                    row.smallestVisible(),
                    row.neededUsers().map(Long::doubleValue).orElse(Double.NaN));
            out.append('\n');
        }
    }

    private static void numbers(Appendable out, double... values) throws IOException {
        for (double value : values) {
            out.append('\t').append(Numbers.text(value));
        }
    }
}
