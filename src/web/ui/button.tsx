import type { ReactElement, ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import './button.css';

interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress?: () => void;
  readonly type?: 'button' | 'submit';
  /** One `main` per view; `quiet` for what stands in a row of tools. */
  readonly look?: 'main' | 'plain' | 'quiet' | 'danger';
  readonly isDisabled?: boolean;
  /** Name for screen readers when the content is a picture. */
  readonly label?: string;
}

/** A button, 44 px high at least. */
export function Button(props: ButtonProps): ReactElement {
  return (
    <AriaButton
      type={props.type ?? 'button'}
      className={`button button--${props.look ?? 'plain'}`}
      isDisabled={props.isDisabled === true}
      {...(props.label !== undefined && { 'aria-label': props.label })}
      {...(props.onPress !== undefined && { onPress: props.onPress })}
    >
      {props.children}
    </AriaButton>
  );
}
