package io.reco.rerank.rule;

import io.reco.core.data.Catalog;
import io.reco.rerank.Pool;
import io.reco.rerank.PoolRule;
import io.reco.rerank.RuleContext;
import io.reco.rerank.Stage;
import java.time.LocalDate;

/**
 * Moves new releases up: {@code score + b * 2^(-age / halfLifeDays)}. Added and not multiplied, so that a negative score
 * rises too. The age is in whole days (UTC) from the first day the release date can mean; a release to come has age 0. A
 * track without a date, or older than 60 half-lives (a bonus below {@code 1e-18 * b}), gets nothing.
 *
 * @param b bonus on the day of release, finite; 0 changes nothing
 * @param halfLifeDays above 0
 */
public record Freshness(double b, double halfLifeDays) implements PoolRule {
    private static final long DAY = 86_400_000;
    private static final int HALF_LIVES = 60;
    /** 0001-01-01, the first date a track can have. */
    private static final long FIRST_DAY = -719_162;

    /** Checks the ranges. */
    public Freshness {
        Parameters.requireFinite("freshness", "b", b);
        if (!(halfLifeDays > 0 && halfLifeDays <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("freshness: halfLifeDays " + halfLifeDays + " is not in (0, inf)");
        }
    }

    @Override
    public String name() {
        return "freshness";
    }

    @Override
    public Stage stage() {
        return Stage.SCORE;
    }

    @Override
    public void apply(Pool pool, RuleContext context) {
        if (b == 0) {
            return;
        }
        Catalog catalog = context.catalog();
        long today = Math.floorDiv(context.nowMillis(), DAY);
        int oldest = oldestWithBonus(today);
        double rate = -Math.log(2) / halfLifeDays;
        for (int i = 0; i < pool.size(); i++) {
            int released = catalog.released(pool.track(i));
            if (released > oldest) {
                double bonus = b * Math.exp(rate * Math.max(0, today - epochDay(released)));
                pool.score(i, pool.score(i) + bonus);
            }
        }
    }

    /** Dates up to this number get nothing; most of a catalogue is decided by this comparison. */
    private int oldestWithBonus(long today) {
        double days = Math.floor(HALF_LIVES * halfLifeDays);
        if (days >= today - FIRST_DAY) {
            return 0;
        }
        LocalDate last = LocalDate.ofEpochDay(today - (long) days - 1);
        return (last.getYear() * 100 + last.getMonthValue()) * 100 + last.getDayOfMonth();
    }

    /**
     * Days since 1970-01-01 of the first day that {@code yyyymmdd} can mean; {@code LocalDate.toEpochDay} without the object.
     * Years count from March here, so that the leap day is the last of its year.
     */
    static long epochDay(int yyyymmdd) {
        int month = Math.max(1, yyyymmdd / 100 % 100);
        int day = Math.max(1, yyyymmdd % 100);
        int year = yyyymmdd / 10_000 - (month <= 2 ? 1 : 0);
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        return 365L * year
                + Math.floorDiv(year, 4)
                - Math.floorDiv(year, 100)
                + Math.floorDiv(year, 400)
                + dayOfYear
                - 719_468;
    }
}
