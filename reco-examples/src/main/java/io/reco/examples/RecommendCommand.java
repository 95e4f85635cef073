package io.reco.examples;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.recommend.Contribution;
import io.reco.core.recommend.FallbackLadder;
import io.reco.core.recommend.Query;
import io.reco.core.recommend.Recommendation;
import io.reco.core.recommend.RecommendationList;
import io.reco.core.recommend.RemovalExplainer;
import io.reco.core.recommend.ScoringRecommender;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.eval.report.Cell;
import io.reco.eval.report.ReportTable;
import io.reco.eval.report.TextTable;
import io.reco.examples.HistoryArguments.Asked;
import io.reco.examples.model.Names;
import io.reco.transformer.RepeatOptions;
import io.reco.transformer.TransformerScorer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a Transformer recommends. */
@Command(
        name = "recommend",
        description = {
            "What comes next after a history, by a Transformer that 'reco train transformer' wrote. The history is that of a"
                    + " character or a playlist of the data, or is given. Of a history longer than the model takes, the latest tracks"
                    + " count; where the model knows no track of it, what is popular is recommended, and the table says so."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  reco recommend --model radio --history t7,t12",
            "  reco recommend --model radio --history t7 --gender F --age 30 -k 20",
            "  reco recommend --model movies --data ../ml-1m --format sasrec --character 1 --unheard",
            "  reco recommend --model plays --data plays.tsv --format tsv --character c7 --repeat-weight 0.2",
            "  reco recommend --model plays --data plays.tsv --format tsv --character c7 --explain 3"
        })
final class RecommendCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            required = true,
            description = "What 'reco train transformer' wrote, or a bundle of a Transformer.")
    @SuppressWarnings("NullAway.Init") // required
    private Path directory;

    @Mixin
    private HistoryArguments history = new HistoryArguments();

    @Option(names = "-k", paramLabel = "N", description = "How many (default: ${DEFAULT-VALUE}).")
    private int k = 10;

    @Option(names = "--unheard", description = "Only tracks that are not in the history.")
    private boolean unheard;

    @Option(
            names = "--repeat-weight",
            paramLabel = "X",
            description =
                    "Share of the answer, from 0 to below 1, that goes to tracks of the history by how often and how"
                            + " lately they were heard; 0: the model alone (default: ${DEFAULT-VALUE}).")
    private double repeatWeight;

    @Option(
            names = "--repeat-decay",
            paramLabel = "X",
            description =
                    "With --repeat-weight, the exponent with which listens are forgotten (default: ${DEFAULT-VALUE}).")
    private double repeatDecay = RepeatOptions.DEFAULT_DECAY;

    @Option(
            names = "--explain",
            paramLabel = "N",
            description = "Name the N tracks of the history without which the score would be lowest, of the latest"
                    + " " + EXPLAINED + " (default: ${DEFAULT-VALUE}).")
    private int explain;

    @Mixin
    private DataArguments data = new DataArguments();

    private static final int EXPLAINED = 50;

    @Override
    public Integer call() throws IOException {
        Given.requireAtLeast("-k", k, 1);
        Given.requireAtLeast("--explain", explain, 0);
        RepeatOptions repeats = repeats();
        history.check(data);
        ServedModel served =
                ServedModel.open(directory, data, spec.commandLine().getErr());
        Asked asked = history.resolve(served.catalog(), served.data());
        Dataset dataset = served.dataset();
        TransformerScorer scorer =
                served.model().scorer(dataset.catalog().tracks()).withRepeats(repeats);
        ScoringRecommender recommender = ScoringRecommender.of(
                scorer,
                dataset,
                EventSemantics.DEFAULT,
                FallbackLadder.fit(dataset, EventSemantics.DEFAULT),
                UnknownIdPolicy.FAIL);
        Query query = Query.forHistory(asked.history(), k)
                .withProfile(asked.gender(), asked.ageBand())
                .withUnseenOnly(unheard)
                .withExcluded(asked.excluded());
        RecommendationList list = recommender.recommend(query);
        print(spec.commandLine().getOut(), asked, list, recommender, query, new Names(served.catalog()));
        return 0;
    }

    private RepeatOptions repeats() {
        RepeatOptions weighed = Given.made(
                "--repeat-weight", repeatWeight, () -> new RepeatOptions(repeatWeight, RepeatOptions.DEFAULT_DECAY));
        Given.requireUseful(spec, repeatWeight > 0, "is for --repeat-weight above 0", "--repeat-decay");
        return Given.set(weighed, "--repeat-decay", repeatDecay, (to, decay) -> new RepeatOptions(to.weight(), decay));
    }

    private void print(
            PrintWriter out,
            Asked asked,
            RecommendationList list,
            ScoringRecommender recommender,
            Query query,
            Names names) {
        boolean filled = list.filled() > 0;
        ReportTable.Builder table = ReportTable.builder("Tracks for " + asked.caption())
                .number("#")
                .text("id")
                .text("name")
                .number("score");
        if (filled) {
            table.text("from");
        }
        if (explain > 0) {
            table.text("because of");
        }
        RemovalExplainer explainer = RemovalExplainer.of(recommender);
        int rank = 1;
        for (Recommendation item : list.items()) {
            List<Cell> row = new ArrayList<>();
            row.add(Cell.of(rank++));
            row.add(Cell.of(item.trackId()));
            row.add(Cell.of(names.track(item.trackId())));
            row.add(Cell.of(item.score(), 4));
            if (filled) {
                row.add(Cell.of(item.source()));
            }
            if (explain > 0) {
                row.add(Cell.of(because(explainer.explain(query, item.trackId(), EXPLAINED), names)));
            }
            table.row(row);
        }
        out.print(TextTable.render(table.build()));
        if (list.filled() == list.size()) {
            out.println("The model knows no track of the history: this is what the fallback says.");
        }
    }

    private String because(List<Contribution> contributions, Names names) {
        return String.join(
                "; ",
                contributions.stream()
                        .filter(contribution -> contribution.amount() > 0)
                        .limit(explain)
                        .map(contribution -> names.track(contribution.trackId())
                                + (Double.isInfinite(contribution.amount())
                                        ? " alone"
                                        : String.format(Locale.ROOT, " %+.2f", contribution.amount())))
                        .toList());
    }
}
