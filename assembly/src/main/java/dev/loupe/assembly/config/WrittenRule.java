package dev.loupe.assembly.config;

import dev.loupe.relay.journey.AnswerRule;
import dev.loupe.relay.journey.Happening;
import dev.loupe.relay.journey.RequestRule;
import dev.loupe.relay.journey.Statuses;
import dev.loupe.telemetry.InvalidSetting;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rule about requests as it is written: <code>[in | out PEER] [METHOD] /route [→ STATUS, …]</code>. {@code in} can be left
 * out, the peer can be {@code *} for all, and the arrow can be written {@code ->}. Of statements: {@code db DATABASE COMMAND
 * [TABLE] [→ ok | error]}; of messages: {@code mq BROKER PUBLISH DESTINATION [→ ok | error]}, or {@code PROCESS QUEUE}.
 */
final class WrittenRule {
    private static final Pattern STATEMENT = Pattern.compile(
            "db\\s+(?<database>\\S+)\\s+(?<operation>[A-Z]+)(?:\\s+(?<table>[^\\s→-]+))?(?:\\s*(?:->|→)\\s*(?<outcome>\\S+))?");
    private static final String STATEMENT_FORM =
            "such as db orders-db UPDATE orders, with -> ok or -> error behind it if wanted";

    private static final Pattern MESSAGE = Pattern.compile(
            "mq\\s+(?<broker>\\S+)\\s+(?<operation>PUBLISH|PROCESS)\\s+(?<place>\\S+?)(?:\\s*(?:->|→)\\s*(?<outcome>\\S+))?");
    private static final String MESSAGE_FORM =
            "such as mq rabbitmq PUBLISH orders:order.priced or mq rabbitmq PROCESS crm.status, with -> ok or -> error"
                    + " behind it if wanted";

    static final String FORM = "such as PUT /orders/{order}/price -> 2xx, or out shop-api POST /prices -> 200, 202";

    private static final Pattern RULE =
            Pattern.compile("(?:(?<in>in)\\s+|out\\s+(?<peer>\\S+)\\s+)?(?:(?<method>[A-Z]+)\\s+)?(?<route>/[^\\s→]*?)"
                    + "(?:\\s*(?:->|→)\\s*(?<status>.+))?");

    private WrittenRule() {}

    /** Which requests, by an answer of which status; 2xx if it says none. */
    static AnswerRule answer(String key, String text) {
        if (text.trim().startsWith("db ")) {
            return statement(key, text);
        }
        if (text.trim().startsWith("mq ")) {
            return message(key, text);
        }
        Matcher rule = matched(key, text);
        try {
            String status = rule.group("status");
            List<String> statuses =
                    status == null ? List.of() : List.of(status.trim().split("\\s*,\\s*"));
            return new AnswerRule(request(rule), Statuses.of(statuses));
        } catch (InvalidSetting e) {
            throw renamed(key, e);
        }
    }

    private static AnswerRule statement(String key, String text) {
        Matcher rule = STATEMENT.matcher(text.trim());
        if (!rule.matches()) {
            throw new InvalidSetting(key, STATEMENT_FORM);
        }
        String table = rule.group("table") == null ? "" : rule.group("table");
        return new AnswerRule(
                new RequestRule(
                        Happening.DB, Optional.of(rule.group("database")), Optional.of(rule.group("operation")), table),
                outcome(key, rule, STATEMENT_FORM));
    }

    private static AnswerRule message(String key, String text) {
        Matcher rule = MESSAGE.matcher(text.trim());
        if (!rule.matches()) {
            throw new InvalidSetting(key, MESSAGE_FORM);
        }
        return new AnswerRule(
                new RequestRule(
                        Happening.MQ,
                        Optional.of(rule.group("broker")),
                        Optional.of(rule.group("operation")),
                        rule.group("place")),
                outcome(key, rule, MESSAGE_FORM));
    }

    private static Statuses outcome(String key, Matcher rule, String form) {
        String outcome = rule.group("outcome") == null ? "ok" : rule.group("outcome");
        return Statuses.of(List.of(
                switch (outcome) {
                    case "ok" -> "2xx";
                    case "error" -> "5xx";
                    default -> throw new InvalidSetting(key, form);
                }));
    }

    /** Which requests; a status would have no sense. */
    static RequestRule request(String key, String text) {
        Matcher rule = matched(key, text);
        if (rule.group("status") != null) {
            throw new InvalidSetting(key, "without a status, since it is about a request that begins");
        }
        try {
            return request(rule);
        } catch (InvalidSetting e) {
            throw renamed(key, e);
        }
    }

    private static Matcher matched(String key, String text) {
        Matcher rule = RULE.matcher(text.trim());
        if (!rule.matches()) {
            throw new InvalidSetting(key, FORM);
        }
        return rule;
    }

    private static RequestRule request(Matcher rule) {
        Optional<String> peer = Optional.ofNullable(rule.group("peer"));
        return new RequestRule(
                peer.isPresent() ? Happening.OUT : Happening.IN,
                peer.filter(name -> !name.equals("*")),
                Optional.ofNullable(rule.group("method")),
                rule.group("route"));
    }

    private static InvalidSetting renamed(String key, InvalidSetting cause) {
        return new InvalidSetting(key, FORM + "; the " + cause.key() + " has to be " + cause.allowed());
    }
}
