package io.reco.rerank.config;

import io.reco.rerank.Rule;
import io.reco.rerank.RulePipeline;
import io.reco.rerank.config.ScalarTypes.Flag;
import io.reco.rerank.config.ScalarTypes.Name;
import io.reco.rerank.config.ScalarTypes.Real;
import io.reco.rerank.config.ScalarTypes.Text;
import io.reco.rerank.config.ScalarTypes.Whole;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys of a surface file, and what must hold between them. */
final class SurfaceFile {
    static final String SOURCES = "sources";
    static final String FUSION = "fusion";
    static final String RULES = "rules";

    static final int DEPTH = 200;
    static final Spec DEFAULT_FUSION = FusionTypes.FUSIONS.ofDefaults("reciprocal-rank");

    private static final int NO_LIMIT = Integer.MAX_VALUE;
    private static final Whole FROM_1 = new Whole(1, NO_LIMIT);

    static final StructType SOURCE = new StructType(List.of(
            Parameter.required("name", new Name(SurfaceResources.Kind.SOURCE), "Name of the model given in code."),
            Parameter.optional("weight", Real.ABOVE_0, 1.0, "What it counts for in the fusion."),
            Parameter.optional(
                    "depth", FROM_1, NO_LIMIT, "Only its best so many tracks are candidates; left out: no limit.")));

    static final StructType FILE = new StructType(List.of(
            Parameter.required(
                    "surface", new Text(), "Name of the place in the product, as in impressions and traces."),
            Parameter.required("k", FROM_1, "Number of tracks of a list."),
            Parameter.optional(
                    "depth", FROM_1, DEPTH, "Number of candidates to begin with; doubled as often as it takes."),
            Parameter.optional(
                    "max-depth",
                    FROM_1,
                    NO_LIMIT,
                    "Number of candidates at which pulling deeper ends; left out: no limit."),
            Parameter.optional(
                    "strict-depth",
                    new Whole(0, NO_LIMIT),
                    0,
                    "Candidates are pulled down to this depth before a soft rule is relaxed."),
            Parameter.optional("trace", new Flag(), false, "Whether every decision is kept with the list."),
            Parameter.required(SOURCES, new ListType(SOURCE, 1), "Where candidates come from."),
            Parameter.optional(
                    FUSION,
                    FusionTypes.FUSIONS,
                    DEFAULT_FUSION,
                    "How several sources become one; the scores of a single source stay as they are."),
            Parameter.optional(
                    RULES,
                    new ListType(RuleTypes.RULES, 0),
                    List.of(),
                    "They run by stage and, within a stage, in this order.")));

    /** Told what does not go together. */
    interface Reporter {
        /**
         * A problem.
         *
         * @param key key of the file
         * @param index which element of its list; -1: the value as a whole
         */
        void problem(String key, int index, String message);
    }

    private SurfaceFile() {}

    /**
     * What the types of single values cannot see.
     *
     * @param file the values of {@link #FILE}
     * @param resources with null, stand-ins serve
     */
    static void check(Values file, @Nullable SurfaceResources resources, Reporter reporter) {
        for (String key : List.of("k", "depth", "strict-depth")) {
            if (file.whole(key) > file.whole("max-depth")) {
                reporter.problem(
                        key, -1, key + " " + file.whole(key) + " is above max-depth " + file.whole("max-depth"));
            }
        }
        boolean wholeWeights = file.spec(FUSION).name().equals(FusionTypes.ROUND_ROBIN);
        Set<String> names = new HashSet<>();
        List<Values> sources = file.list(SOURCES, Values.class);
        for (int s = 0; s < sources.size(); s++) {
            String name = sources.get(s).text("name");
            double weight = sources.get(s).real("weight");
            if (!names.add(name)) {
                reporter.problem(SOURCES, s, "source '" + name + "' is there twice");
            }
            if (wholeWeights && weight != Math.rint(weight)) {
                reporter.problem(
                        SOURCES,
                        s,
                        "round-robin: weight " + weight + " of source '" + name
                                + "' is not a whole number of 1 or above");
            }
        }
        checkRules(file.list(RULES, Spec.class), resources, reporter);
    }

    private static void checkRules(List<Spec> specs, @Nullable SurfaceResources resources, Reporter reporter) {
        SurfaceResources all = resources == null ? SurfaceResources.standIns() : resources;
        List<Rule> rules = new ArrayList<>();
        boolean ownRules = false;
        int neverEmpty = -1;
        for (int r = 0; r < specs.size(); r++) {
            ownRules |= specs.get(r).name().equals("given");
            neverEmpty = specs.get(r).name().equals("never-empty") ? r : neverEmpty;
            try {
                rules.add(RuleTypes.rule(specs.get(r), all));
            } catch (IllegalArgumentException e) {
                reporter.problem(RULES, r, String.valueOf(e.getMessage()));
            }
        }
        // What a rule given in code is, a stand-in does not tell.
        if (rules.size() == specs.size() && (resources != null || !ownRules)) {
            try {
                RulePipeline.of(rules);
            } catch (IllegalArgumentException e) {
                String message = String.valueOf(e.getMessage());
                reporter.problem(RULES, message.startsWith("never-empty") ? neverEmpty : -1, message);
            }
        }
    }
}
