package io.reco.examples;

import io.reco.embeddings.Answer;
import io.reco.embeddings.Neighbour;
import io.reco.embeddings.Seed;
import io.reco.eval.report.Cell;
import io.reco.eval.report.ReportTable;
import io.reco.eval.report.TextTable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * An answer for people.
 *
 * @param caption what was asked
 * @param answer what was found
 * @param name what to call a result
 * @param seed what to call a part of the question
 */
record AnswerTable(String caption, Answer answer, UnaryOperator<String> name, Function<Seed, String> seed) {

    /** Rank, id, name, score, and, where the results differ in it, what contributed, with its share of the score. */
    void print(PrintWriter out) {
        boolean named =
                answer.items().stream().anyMatch(item -> !name.apply(item.id()).equals(item.id()));
        boolean several = answer.items().stream()
                        .flatMap(item -> item.seeds().stream())
                        .map(Seed::id)
                        .distinct()
                        .count()
                > 1;
        boolean blended =
                answer.items().stream().map(Neighbour::evidence).distinct().count() > 1;
        ReportTable.Builder table = ReportTable.builder(caption).number("#").text("id");
        if (named) {
            table.text("name");
        }
        table.number("score");
        if (blended) {
            table.text("by");
        }
        if (several) {
            table.text("because of");
        }
        int rank = 1;
        for (Neighbour item : answer) {
            List<Cell> row = new ArrayList<>();
            row.add(Cell.of(rank++));
            row.add(Cell.of(item.id()));
            if (named) {
                row.add(Cell.of(name.apply(item.id())));
            }
            row.add(Cell.of(item.score(), 4));
            if (blended) {
                row.add(Cell.of(String.join(
                        ", ", item.evidence().stream().map(EnumArgument::label).toList())));
            }
            if (several) {
                row.add(Cell.of(String.join(
                        "; ",
                        item.seeds().stream()
                                .map(part -> text(part, item.score()))
                                .toList())));
            }
            table.row(row);
        }
        out.print(TextTable.render(table.build()));
    }

    private String text(Seed part, double score) {
        return seed.apply(part) + String.format(Locale.ROOT, " %.0f%%", 100 * part.amount() / score);
    }
}
