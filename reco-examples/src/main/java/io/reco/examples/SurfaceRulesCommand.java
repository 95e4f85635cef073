package io.reco.examples;

import io.reco.eval.report.Cell;
import io.reco.eval.report.ReportTable;
import io.reco.eval.report.TextTable;
import io.reco.rerank.config.FusionTypes;
import io.reco.rerank.config.Parameter;
import io.reco.rerank.config.RuleTypes;
import io.reco.rerank.config.SpecType;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What surface files may hold. */
@Command(
        name = "rules",
        description = "All rules and fusions that surface files may name; with names, these with all their parameters.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Examples:", "  reco surface rules", "  reco surface rules already-recommended quota"})
final class SurfaceRulesCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "Rules or fusions to tell all of.")
    private List<String> names = new ArrayList<>();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<SpecType<?>> all = new ArrayList<>(RuleTypes.all());
        all.addAll(FusionTypes.all());
        if (names.isEmpty()) {
            ReportTable.Builder table =
                    ReportTable.builder("Rules, then fusions").text("name", "what it does");
            all.forEach(type -> table.row(type.name(), type.doc()));
            out.print(TextTable.render(table.build()));
            return 0;
        }
        for (String name : names) {
            SpecType<?> type = all.stream()
                    .filter(t -> t.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new UsageException(
                            "there is no rule or fusion '" + name + "'; 'reco surface rules' lists them"));
            ReportTable.Builder table = ReportTable.builder(type.name() + ": " + type.doc())
                    .text("parameter", "accepted", "default", "meaning");
            for (Parameter parameter : type.parameters()) {
                table.row(List.of(
                        Cell.of(parameter.name()),
                        Cell.of(parameter.accepted()),
                        Cell.of(parameter.isRequired() ? "(required)" : parameter.defaultText()),
                        Cell.of(parameter.doc())));
            }
            out.print(TextTable.render(table.build()));
        }
        return 0;
    }
}
