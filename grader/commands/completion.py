"""`kru completion`: the line that teaches a shell the words of kru."""

from __future__ import annotations

import click


@click.command(
    epilog="""\b
    Examples:
      kru completion bash >> ~/.bashrc
      kru completion zsh >> ~/.zshrc
      kru completion fish > ~/.config/fish/completions/kru.fish"""
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print what a shell needs to complete kru's words with Tab."""
    from click.shell_completion import get_completion_class

    root = click.get_current_context().find_root().command
    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"{shell} is not known here.")
    click.echo(kind(root, {}, "kru", "_KRU_COMPLETE").source())
